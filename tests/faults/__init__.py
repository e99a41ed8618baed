"""What breaks on purpose: processes killed in the middle, servers that fail or fall silent."""
