"""The command line's larger groups of commands, a module each."""
