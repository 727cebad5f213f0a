"""By what a ledger of this version is known; apart from its tables, which take long to load."""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x5A475454
"""`ZGTT` in the header of every SQLite ledger (PRAGMA application_id)."""

HEAD: Final = "0001"
"""The last revision of `migrations/`, so that opening a ledger need not import Alembic."""

VERSION_TABLE: Final = "alembic_version"
"""Where Alembic keeps a ledger's revision."""
