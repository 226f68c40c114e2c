"""Readings in whose place others were put: kept for some time, compared, put back."""
