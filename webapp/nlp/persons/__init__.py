"""Who is who in one article: the people it introduces, their names, offices and gender."""
