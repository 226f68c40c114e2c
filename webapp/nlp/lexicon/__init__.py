"""Every word list, as tables by language, and their loader."""

from webapp.nlp.lexicon.tables import alternatives, classes, column, parsed, rows, words

__all__ = ["alternatives", "classes", "column", "parsed", "rows", "words"]
