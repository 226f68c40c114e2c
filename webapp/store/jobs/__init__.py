"""What was handed in and has to be read: jobs, their items, and the work on them."""
