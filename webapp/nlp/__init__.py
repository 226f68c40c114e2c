"""Text to mentions, resolutions and claims: spaCy components that know neither Flask nor the database."""
