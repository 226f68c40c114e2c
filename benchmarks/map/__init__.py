"""How the map answers and moves in a browser."""
