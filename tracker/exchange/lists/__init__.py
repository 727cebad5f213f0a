"""The lists of the field, one module each, as data for the writer."""
