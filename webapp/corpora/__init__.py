"""Large corpora: articles from many files, read in parts by several processes or machines."""
