"""Files from outside become one clean text with paragraphs, under limits, in a child process."""

from tracker.reading.reader import read
from tracker.reading.texts import Text

__all__ = ["Text", "read"]
