"""The figures of the ledger: what each means, how it is counted, what it counts."""
