"""The core: what a ticket is and what may happen to it."""
