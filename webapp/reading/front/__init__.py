"""Front matter: who published a story, who wrote it, when and from where, by its own words."""
