"""Swahili for spaCy, and an analyser of words that needs no spaCy. Nothing is imported here."""
