"""Quotation marks within quotation marks, as Chinese typography has them: “‘三重一大’事项”."""

from __future__ import annotations


def nested_quotes(text: str) -> str:
    """The text with ‘’ for every “” that stands within another; as it is where its marks do not pair."""
    depth = 0
    found: list[str] = []
    for sign in text:
        depth -= sign == "”"
        if depth < 0:
            return text
        is_inner = depth % 2 == 1
        found.append({"“": "‘", "”": "’"}.get(sign, sign) if is_inner else sign)
        depth += sign == "“"
    return text if depth else "".join(found)
