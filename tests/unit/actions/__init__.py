"""The custom actions, called as Rasa calls them."""
