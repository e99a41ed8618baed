"""The gateway's parts on a real database, between a fake bot and a fake assistant."""
