"""Made pages and documents with the right answers, and how well they are read."""
