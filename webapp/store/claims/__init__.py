"""Questions about claims: filters, full text, columns from which they are counted, and portions of them."""
