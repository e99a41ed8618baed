"""What the help desk is about: plain dataclasses, enums, rules. Standard library only."""
