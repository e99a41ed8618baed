"""The back office: the staff console."""
