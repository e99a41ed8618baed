"""What may be done: one module per noun, one function per verb; the caller commits."""
