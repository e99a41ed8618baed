"""Speed measured side by side with stock Rasa. Nothing of the running product imports this."""
