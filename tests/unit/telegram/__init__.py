"""What the gateway decides without a database."""
