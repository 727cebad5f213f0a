"""tracker: the terminal tracker for 整改台账, from a speech to 销号."""

__version__ = "0.1.0"
