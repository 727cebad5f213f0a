"""`python -m tracker` and the `tracker` script."""

from __future__ import annotations


def main() -> None:
    """Run the command line; never returns."""
    from tracker.cli.root import tracker

    tracker.main()


if __name__ == "__main__":
    main()
