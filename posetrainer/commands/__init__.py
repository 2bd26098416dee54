"""The larger command groups of the command line."""
