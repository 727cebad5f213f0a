"""What a file really is, told by its first bytes and never by its name."""

from __future__ import annotations

import re
from typing import Final

from tracker.reading.refused import Refused

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_SAVE_AS_DOCX: Final = "请用 WPS 或 Word 打开，另存为 .docx 后再读"
_SAVE_AS_XLSX: Final = "请用 WPS 或 Excel 打开，另存为 .xlsx 后再读"
_OLE_STREAMS: Final = (
    ("EncryptedPackage", "文件设有打开密码，请用 WPS 或 Office 打开并取消密码，另存为 .docx 或 .xlsx 后再读"),
    ("WordDocument", f"这是旧版 Word 文档（.doc），{_SAVE_AS_DOCX}"),
    ("Workbook", f"这是旧版 Excel 工作簿（.xls），{_SAVE_AS_XLSX}"),
    ("Book", f"这是旧版 Excel 工作簿（.xls），{_SAVE_AS_XLSX}"),
    ("PowerPoint Document", f"这是演示文稿（.ppt），请把文字复制到 Word 中，{_SAVE_AS_DOCX[1:]}"),
)
_BEGINNINGS: Final = (
    (b"{\\rtf", f"这是 RTF 文档，{_SAVE_AS_DOCX}"),
    (b"MIME-Version:", f"这是网页归档（.mht），{_SAVE_AS_DOCX}"),
    (b"\x89PNG\r\n", "这是图片，请先把图中文字录入或识别为 .docx"),
    (b"\xff\xd8\xff", "这是图片，请先把图中文字录入或识别为 .docx"),
    (b"GIF8", "这是图片，请先把图中文字录入或识别为 .docx"),
    (b"Rar!\x1a", "这是压缩包，请先解压，再读其中的文件"),
    (b"7z\xbc\xaf\x27\x1c", "这是压缩包，请先解压，再读其中的文件"),
    (b"\x1f\x8b\x08", "这是压缩包，请先解压，再读其中的文件"),
)
_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S
)
_FRAGMENT: Final = re.compile(rb"<(?:p|div|br|table|span|h[1-6]|body|meta)\b[^>]{0,500}>", re.I)
_XML: Final = rb"\s*<\?xml[^>]*>.{0,300}"
_OFFICE_XML: Final = (
    (re.compile(_XML + rb"<(?:pkg:package|w:wordDocument)\b", re.S), f"这是 Word XML 文档，{_SAVE_AS_DOCX}"),
    (re.compile(_XML + rb"<(?:ss:)?Workbook\b", re.S), f"这是 Excel XML 表格，{_SAVE_AS_XLSX}"),
)
_LOOKED_AT: Final = 4096
_PDF_BEGINS: Final = 1024
"""The mark of a PDF may stand behind a few bytes of something else."""
_DIRECTORY: Final = 1 << 20
"""Bytes at the end of a zip in which its list of parts is looked for."""
_MAINS: Final = (("xlsx", b"xl/workbook."), ("docx", b"word/document."))
_CALLED: Final = {
    "xlsx": "Excel 工作簿",
    "docx": "Word 文档",
    "pdf": "PDF 文件",
    "html": "网页",
    "text": "纯文本",
}
_WANTED: Final = {
    "xlsx": "这里要 .xlsx 工作簿，表格在别的文件里的，请先粘贴到工作簿中",
    "docx": "这里要 .docx 文档，请用 WPS 或 Word 打开原稿，另存为 .docx",
}
HTML_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".shtml"})


USUAL: Final[dict[str, frozenset[str]]] = {
    "xlsx": frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"}),
    "docx": frozenset({".docx", ".docm", ".dotx", ".dotm"}),
    "pdf": frozenset({".pdf"}),
    "html": HTML_SUFFIXES,
    "text": frozenset({".txt", ".csv", ".md", ".markdown"}),
}
"""The names that files of a kind go by."""


def kind_of(content: bytes, suffix: str) -> str:
    """`package` for a zip, as .docx and .xlsx are, `pdf`, `html`, or `text`.

    A piece of a web page counts as one under the name of one only. Raises Refused, saying what to do, for
    what is neither of these.
    """
    if not content:
        raise Refused("文件是空的，没有可读的文字")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "package"
    if b"%PDF-" in content[:_PDF_BEGINS]:
        return "pdf"
    if content.startswith(_OLE):
        raise Refused(_ole_kind(content))
    for beginning, why in _BEGINNINGS:
        if content.startswith(beginning):
            raise Refused(why)
    head = content.removeprefix(b"\xef\xbb\xbf")[:_LOOKED_AT]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    for pattern, why in _OFFICE_XML:
        if pattern.match(head):
            raise Refused(why)
    if _HTML.match(head) or (suffix in HTML_SUFFIXES and _FRAGMENT.search(head)):
        return "html"
    return "text"


def demand(content: bytes, suffix: str, wanted: str) -> None:
    """Refuse what is really something else than a workbook (`xlsx`) or a Word document (`docx`).

    Whatever its name says: a paper renamed .xlsx is whole, and telling that it is damaged sends people
    looking for what is not wrong. Raises Refused.
    """
    kind = kind_of(content, suffix)
    found = _package_of(content) if kind == "package" else kind
    if found in (wanted, "other"):
        return
    named = f"，后缀写成了 {suffix}" if suffix not in USUAL[found] else ""
    raise Refused(f"这是{_CALLED[found]}{named}；{_WANTED[wanted]}")


def _package_of(content: bytes) -> str:
    """By the names in the list at the end of a zip, which are there in plain letters."""
    names = content[-_DIRECTORY:]
    return next((kind for kind, name in _MAINS if name in names), "other")


def _ole_kind(content: bytes) -> str:
    """Name an OLE container by the streams in its directory, whose names are UTF-16."""
    for stream, why in _OLE_STREAMS:
        if stream.encode("utf-16-le") + b"\0\0" in content:
            return why
    return f"这是旧版办公文档，{_SAVE_AS_DOCX}"
