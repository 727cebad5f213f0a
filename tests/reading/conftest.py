"""Lets the tests of reading share `word_documents`, which importlib's way of collecting hides."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
