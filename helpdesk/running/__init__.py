"""What the `ofisi` command is made of: preparing, training, starting and looking after processes.

It starts the doors as programs of their own and imports none of them.
"""
