"""What runs inside the Rasa server: our channel, guards, tracker store and NLU components."""
