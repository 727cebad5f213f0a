"""The command line: parses what was typed, calls ledger and desk, draws what comes back.

Modules here import Click and light modules of ours only; what is heavy (SQLAlchemy, openpyxl,
Textual) is imported inside the command that uses it, so that each command starts as fast as it can.
"""
