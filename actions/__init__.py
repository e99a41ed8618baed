"""Custom actions: the hand-over between the two offices. Thin."""
