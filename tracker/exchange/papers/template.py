"""Fills an office's own .docx: fields in {{ }}, repeated rows in {% %}; what is put in stays text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tracker.errors import BadInput, UnreadableFile
from tracker.exchange.papers.parts import Paper
from tracker.exchange.papers.writing import steady_bytes
from tracker.exchange.texts import clean
from tracker.files import read_plain, shown
from tracker.reading.formats import demand
from tracker.reading.package import Package
from tracker.reading.refused import Refused
from tracker.text.cleaning import one_line

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

_LARGEST: Final = 20 << 20
_LARGEST_INFLATED: Final = 60 << 20
_UNFIT: Final = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)
"""What a template may bring about by what it does with fields, or by parts that Word always writes."""
_QUOTED: Final = re.compile(r"'([^']+)'(?: is undefined)?$")
_HELP: Final = "可用的字段见 tracker paper fields"


def filled_template(path: Path, paper: Paper) -> bytes:
    """The template with the paper's fields in it. Raises UnreadableFile, BadInput naming what is wrong.

    Nothing in a template can reach beyond its fields (a sandbox), a field that there is not is no blank.
    """
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError
    from lxml.etree import LxmlError

    content = _read(path)
    try:
        template = DocxTemplate(io.BytesIO(content))
        template.render(_plain(paper.fields), _environment())
    except UndefinedError as problem:
        raise BadInput(
            f"模板“{shown(path)}”里的字段{_named(problem)}不认得，{_HELP} {paper.kind.word}"
        ) from problem
    except TemplateSyntaxError as problem:
        said = one_line(str(problem.message))[:100]
        raise BadInput(
            f"模板“{shown(path)}”里的 {{{{ }}}} 或 {{% %}} 写得不对（{said}），{_HELP}"
        ) from problem
    except (LxmlError, OpcError, PythonDocxError) as problem:
        raise UnreadableFile(shown(path), _DAMAGED) from problem
    except (TemplateError, *_UNFIT) as problem:
        said = one_line(str(problem))[:100]
        raise BadInput(
            f"模板“{shown(path)}”填不了（{said}），请从 tracker paper fields --make 的样本改起"
        ) from problem
    return steady_bytes(template)


_DAMAGED: Final = "不是完好的 Word 文档（.docx），请用 WPS 或 Word 另存为 .docx 后再试"


def _read(path: Path) -> bytes:
    """The file, looked at as any from outside before a library opens it."""
    content = read_plain(path, _LARGEST)
    try:
        demand(content, path.suffix.lower(), "docx")
        package = Package(content)
        if package.has_macros:
            raise UnreadableFile(shown(path), "文档里有宏，请另存为不带宏的 .docx")
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _LARGEST_INFLATED:
                raise UnreadableFile(shown(path), "文档解压后过大，请精简后再试")
            for member in archive.infolist():
                if member.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(member):
                    raise UnreadableFile(shown(path), _DAMAGED)
    except Refused as problem:
        raise UnreadableFile(shown(path), problem.why) from problem
    except (zipfile.BadZipFile, OSError, ValueError, EOFError) as problem:
        raise UnreadableFile(shown(path), _DAMAGED) from problem
    return content


def _environment() -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _plain(value: Any) -> Any:
    """Fields with every text clean; the names of the fields stay."""
    if isinstance(value, str):
        return clean(value).replace("\t", " ")
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [_plain(one) for one in value]
    return value


def _named(problem: Exception) -> str:
    found = _QUOTED.search(one_line(str(problem)))
    return f"“{found[1]}”" if found else ""
