"""A believable shop to photograph and test with: people, three weeks, and a busy morning."""
