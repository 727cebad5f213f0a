"""Writes docs/schema/*.json from docs/schema/shapes.toml: a JSON Schema (2020-12) of each command's output.

python docs/make_schema.py
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tracker.ledger import words

FOLDER = Path(__file__).parent / "schema"
VERSION = 1
DRAFT = "https://json-schema.org/draft/2020-12/schema"
PLAIN: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "int": {"type": "integer"},
    "num": {"type": "number"},
    "bool": {"type": "boolean"},
    "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "any": {},
}


def shapes() -> dict[str, Any]:
    """What stands in shapes.toml."""
    return tomllib.loads((FOLDER / "shapes.toml").read_text(encoding="utf-8"))


def fields_of(written: str) -> Iterator[tuple[str, str, bool]]:
    """Name, type and whether it must be there, of each field of an object."""
    for field in written.split(","):
        name, _, kind = field.strip().partition(":")
        optional = name.endswith("~") or kind.endswith("~")
        yield name.rstrip("~"), kind.rstrip("~") or "text", not optional


class Maker:
    """Makes the schema of one output, with the shapes that it needs."""

    def __init__(self, known: dict[str, str]) -> None:
        self._known = known
        self.used: dict[str, Any] = {}

    def object(self, written: str, **first: Any) -> dict[str, Any]:
        """An object of these fields; others may come later."""
        properties: dict[str, Any] = dict(first)
        required = list(first)
        for name, kind, must in fields_of(written):
            properties[name] = self.type(kind)
            if must:
                required.append(name)
        return {"type": "object", "properties": properties, "required": required}

    def type(self, kind: str) -> dict[str, Any]:
        """A type as it is written."""
        if kind.endswith("?"):
            return {"anyOf": [self.type(kind[:-1]), {"type": "null"}]}
        if kind.startswith("["):
            return {"type": "array", "items": self.type(kind[1:-1])}
        if kind.startswith("{"):
            return {"type": "object", "additionalProperties": self.type(kind[1:-1])}
        if kind.startswith("="):
            return {"enum": [member.value for member in getattr(words, kind[1:])]}
        if kind in PLAIN:
            return PLAIN[kind]
        if kind not in self.used:
            self.used[kind] = {}
            self.used[kind] = self.object(self._known[kind])
        return {"$ref": f"#/$defs/{kind}"}


def schema(title: str, written: str, known: dict[str, str]) -> dict[str, Any]:
    """The whole schema of one output."""
    maker = Maker(known)
    forms = [maker.object(form, schema={"const": VERSION}) for form in written.split("|")]
    body = forms[0] if len(forms) == 1 else {"anyOf": forms}
    return {"$schema": DRAFT, "title": title, **body, "$defs": dict(sorted(maker.used.items()))}


def schemas() -> dict[str, dict[str, Any]]:
    """By file name, every schema."""
    found = shapes()
    known, commands = found["shapes"], found["commands"]
    groups = found["same"]
    made: dict[str, dict[str, Any]] = {}
    for name, written in commands.items():
        for command in groups.get(name, [name]):
            made[f"{command.replace(' ', '-')}.json"] = schema(f"tracker {command}", written, known)
    for name, written in found["files"].items():
        made[f"file-{name}.json"] = schema(f"file: {name}", written, known)
    return made


def text_of(made: dict[str, Any]) -> str:
    """As it stands in its file."""
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    wanted = schemas()
    for old in FOLDER.glob("*.json"):
        if old.name not in wanted:
            old.unlink()
    for name, made in wanted.items():
        (FOLDER / name).write_text(text_of(made), encoding="utf-8")
