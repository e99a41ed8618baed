"""How well messages are understood, how fast, and beside what. `make nlu-report` runs it."""
