"""Surveys the gazetteer's own places in plain news sentences: ``python -m training.survey``.

Every country, territory and capital is named in five sentences; every first-order division with the class word of its
country and with its country's name; settlements of more than 15,000 people, drawn by chance, with their country's name
and without. *Found* means that a mention covers the name; *right*, that it is placed at the very place or near enough
(``answers``); *entity*, at the very place; *hamlet*, that a town is placed at a namesake with less than a tenth of its
people.

The sentences (``sentences``) are used for measuring alone: no model is fitted to them, and none of them stands in
``training/fit/places/plain_wordings.py`` or ``training/made/wordings.tsv``, which models are fitted to.
"""
