"""One module for each group of commands; `tracker.cli.registry` says which command lies where."""
