"""Fills a store with many made articles, and measures what every address of the server takes."""
