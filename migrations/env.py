"""Alembic's entry: runs the migrations on the connection it is given, inside that one's transaction.

The caller (`tracker.ledger.schema`) has begun it as a writer, with foreign keys off on SQLite, and
checks the outcome before it commits: all scripts or none. Called by Alembic's own command line there
is no connection, and one is made in the same way for the ledger of TRACKER_DB.
"""

import os

from alembic import context
from sqlalchemy import Connection

from tracker.ledger import search
from tracker.ledger.location import locate
from tracker.ledger.models import Base, tell_postgresql
from tracker.ledger.schema import migrating


def _is_of_models(name: str | None, kind: str, parents: object) -> bool:
    return not (kind == "table" and name is not None and search.is_own_table(name))


def run(connection: Connection) -> None:
    tell_postgresql(Base.metadata)
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        transactional_ddl=True,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        include_name=_is_of_models,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with migrating(locate(os.environ.get("TRACKER_DB"))) as made:
        run(made)
