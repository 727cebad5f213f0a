"""The use cases that the command line and the terminal app both call."""
