"""A local stand-in for Telegram's Bot API with a chat page: no token, no internet needed."""
