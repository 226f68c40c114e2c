"""What a person decided about names of an article, as the resolver takes it."""
