"""What a click on a key or a word does: the action of the key."""

from __future__ import annotations

from textual.widget import Widget


def run_clicked(widget: Widget, action: str) -> None:
    """Run it in the app's own turn: awaited by the widget, leaving its page would wait for the widget."""
    widget.app.call_later(widget.run_action, action)
