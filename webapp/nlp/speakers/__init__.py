"""Whose words a claim reports: the person or body that a source refers to."""
