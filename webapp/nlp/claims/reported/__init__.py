"""What is reported in the reporter's own words: the verbs and nouns of saying, and what was said."""
