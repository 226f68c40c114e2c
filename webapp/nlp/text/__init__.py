"""The text of one article as spaCy sees it: the Doc, the model, tokens, sentences, paragraphs and clauses."""
