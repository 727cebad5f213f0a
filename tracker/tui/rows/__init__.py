"""What a page shows line by line: frozen rows, free of the database and of Textual's screens."""
