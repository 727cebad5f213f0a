"""How the parts of the reader say no to each other, before the file's name is known."""

from __future__ import annotations


class Refused(Exception):
    """These bytes cannot be read; `why` is the Chinese half-sentence that ends `UnreadableFile`."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)
