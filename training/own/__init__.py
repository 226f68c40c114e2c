"""Our own articles: their marks, and what the program makes of them."""
