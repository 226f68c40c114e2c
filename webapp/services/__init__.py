"""What pages, the API and commands ask of the program; knows nothing of Flask."""
