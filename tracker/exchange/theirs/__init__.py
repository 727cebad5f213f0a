"""Workbooks of others, written into where they want our words and left as they are everywhere else."""
