"""The query language of the ledger: a line is read to a frozen tree, and the tree compiled to SQL once."""
