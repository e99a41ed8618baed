"""Every form of the console, with everything that can be wrong in it."""
