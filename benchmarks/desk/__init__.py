"""The console with a great many tickets: what fills the databases, what is asked, what it took."""
