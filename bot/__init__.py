"""The front office: everything between the customer and the ticket database."""
