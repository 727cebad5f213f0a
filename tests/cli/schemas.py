"""The published schemas of docs/schema, as strict as this version's outputs have to be."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import click
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

FOLDER = Path(__file__).parents[2] / "docs" / "schema"


def command_of(context: click.Context) -> str:
    """The words typed after `tracker`."""
    names: list[str] = []
    while context.parent is not None:
        names.append(context.info_name or "")
        context = context.parent
    return " ".join(reversed(names))


def trouble(name: str, content: Any) -> str:
    """What of an output its schema does not say; "" where it fits."""
    error = best_match(_validator(name).iter_errors(json.loads(json.dumps(content, default=_plain))))
    if error is None:
        return ""
    place = "/".join(map(str, error.absolute_path))
    return f"docs/schema/{name}.json（见 shapes.toml），{place}：{error.message[:300]}"


def _plain(value: Any) -> str:
    return str(value.isoformat() if hasattr(value, "isoformat") else value)


@cache
def _validator(name: str) -> Draft202012Validator:
    schema = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Draft202012Validator(_strict(schema))


def _strict(schema: Any) -> Any:
    """Nothing may be there that is not published; readers may meet more in later versions."""
    if isinstance(schema, list):
        return [_strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _strict(part) for key, part in schema.items()}
    if "properties" in schema:
        made.setdefault("additionalProperties", False)
    return made
