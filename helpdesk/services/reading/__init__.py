"""What the goods and quantities that were found in a message come to, as an order."""
