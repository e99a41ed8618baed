"""What a message means: words and meanings in, one intent with an honest confidence out."""
