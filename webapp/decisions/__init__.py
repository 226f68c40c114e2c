"""What people decide about a reading, as a log, and the reading with it laid over; no database."""
