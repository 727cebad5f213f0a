"""Files from outside become one clean text with paragraphs, under limits, in a child process."""

from tracker.reading.reader import read, readable_suffixes
from tracker.reading.texts import Headings, Text

__all__ = ["Headings", "Text", "read", "readable_suffixes"]
