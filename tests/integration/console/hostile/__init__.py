"""What people of ill will, and careless programs, send to the console."""
