"""Reading an order out of a sentence in Swahili, English or both. No database, no guessing."""
