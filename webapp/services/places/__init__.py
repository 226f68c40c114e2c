"""What pages, API and commands ask of the gazetteer and of places on the map."""
