"""What an environment costs: disk, download, start, memory, processor time; before and after."""
