"""The office's own list of soft words: what it adds, what it takes out, and how a broken one is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tracker.desk.soft_words import OwnWords, groups, in_force, load_own, own_file, write_template
from tracker.errors import BadInput, OutputFailed
from tracker.mining.vagueness import shipped_soft_words


def _write(text: str, encoding: str = "utf-8") -> None:
    own_file().parent.mkdir(parents=True, exist_ok=True)
    own_file().write_bytes(text.encode(encoding))


def test_without_a_file_the_shipped_words_are_in_force() -> None:
    assert load_own() == OwnWords()
    assert in_force().words == shipped_soft_words().words


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_words_are_added_and_taken_out_whatever_the_editor_writes(encoding: str) -> None:
    _write("# 我们的虚词\r\n想方设法\r\n\r\n-结合实际　# 我们这里是实话\r\n－ 尽快\r\n", encoding)
    assert load_own() == OwnWords(("想方设法",), ("结合实际", "尽快"))
    words = in_force().words
    assert "想方设法" in words
    assert not {"结合实际", "尽快"} & set(words)
    assert len(words) == len(shipped_soft_words().words) - 1


def test_of_two_lines_about_a_word_the_later_counts() -> None:
    _write("想方设法\n-想方设法\n-尽快\n尽快\n")
    assert load_own() == OwnWords(("尽快",), ("想方设法",))
    assert in_force().words == shipped_soft_words().words


def test_a_shipped_word_stays_in_its_group_though_the_office_lists_it() -> None:
    assert groups(OwnWords(("尽快",))) == groups(OwnWords())


def test_own_words_are_a_group_of_their_own() -> None:
    *_, own = groups(OwnWords(("想方设法",)))
    assert own.is_own
    assert own.words == ("想方设法",)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("加大、加强", "第2行“加大、加强”不是一个词"),
        ("加大 力度", "第2行“加大 力度”不是一个词"),
        ("快", "第2行“快”不是一个词"),
        ("-", "第2行“-”不是一个词"),
        ("某" * 21, "不是一个词"),
        ("坏\x1b[31m词", "不是一个词"),
    ],
)
def test_a_line_that_is_no_word_is_named(line: str, said: str) -> None:
    _write(f"想方设法\n{line}\n")
    with pytest.raises(BadInput) as refused:
        load_own()
    assert said in str(refused.value)
    assert "\x1b" not in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x00\x01\x02\x03" * 40, b"#" * 70_000])
def test_a_file_that_cannot_be_read_is_named_in_one_line(content: bytes) -> None:
    _write("")
    own_file().write_bytes(content)
    with pytest.raises(BadInput) as refused:
        load_own()
    assert "虚词.txt”读不了" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_folder_in_its_place_is_told() -> None:
    own_file().mkdir(parents=True)
    with pytest.raises(BadInput):
        load_own()


def test_the_template_changes_nothing_until_it_is_edited() -> None:
    path = write_template()
    assert load_own() == OwnWords()
    path.write_text(path.read_text(encoding="utf-8-sig").replace("# 想方设法", "想方设法"), encoding="utf-8")
    assert load_own() == OwnWords(("想方设法",))


def test_a_file_that_is_there_is_never_written_over() -> None:
    _write("想方设法\n")
    with pytest.raises(OutputFailed, match="已经有"):
        write_template()
    assert own_file().read_bytes() == "想方设法\n".encode()


def test_a_document_is_mined_with_the_words_in_force(tmp_path: Path) -> None:
    from tracker.desk.documents import read_and_mine

    _write("想方设法\n-加大力度\n")
    speech = tmp_path / "讲话.txt"
    speech.write_text("下一步工作安排\n各村要加大力度、想方设法修缮道路。\n", encoding="utf-8")
    document = read_and_mine(speech, date=dt.date(2025, 3, 1), ask=lambda title: None)
    (measure,) = document.mined.findings
    assert [word.text for word in measure.soft_words] == ["想方设法"]
