"""A small Rasa project as Rasa itself sets it up: what this project is compared with."""
