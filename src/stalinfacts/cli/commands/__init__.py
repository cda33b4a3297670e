"""One module a command: its arguments, its own options and ``run``."""
