"""The tracked world: models, lifecycle, commands, journal, queries."""
