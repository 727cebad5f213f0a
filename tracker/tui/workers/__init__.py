"""What pages read and write in threads: it brings the database, and so is imported inside workers only."""
