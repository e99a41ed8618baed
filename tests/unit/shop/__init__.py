"""The shop side: the company's files, its catalogue, reading and placing orders."""
