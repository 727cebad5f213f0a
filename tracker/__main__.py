"""`python -m tracker` and the `tracker` script."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; never returns."""
    try:
        from tracker.cli.root import tracker

        tracker.main()
    except KeyboardInterrupt:  # while still loading, before the command line itself could tell
        sys.exit(130)


if __name__ == "__main__":
    main()
