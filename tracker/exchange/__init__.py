"""What leaves the ledger and comes back: workbooks, papers, forms."""
