"""Commands for who works on the house, run from its root."""
