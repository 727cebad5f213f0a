"""Forms and questions over a page; each returns a typed result."""
