"""Parities: what must stand in several places stands in all of them."""
