"""Every change of the ledger is a command here (decision 0016): one transaction, journalled, rules checked.

A command takes the open ledger, the actor, its typed arguments and today; it raises Refusal with
every reason, or changes rows and returns what came of it.
"""
