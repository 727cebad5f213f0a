"""Each encoding of Chinese offices gives the right text, or a line that names the byte."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.reading.decoding import common_share, decode
from tracker.reading.refused import Refused

SPEECH = "关于年度整改情况的通报\n一、存在的问题\n会议次数偏多，材料报送不够及时；12项中有3项未完成。\n"
TRADITIONAL = "關於年度整改情況的通報\n一、存在的問題\n會議次數偏多，材料報送不夠及時；責任單位還沒有落實。\n"
COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说"
    "产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使"
    "点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明"
    "看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料"
    "象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指"
)
"""The commonest characters, so that made-up texts are plausible ones."""
texts = st.text(
    alphabet=st.sampled_from(COMMON + "，。；：、“”《》（）\n 0123456789abcXYZ"), min_size=1, max_size=80
)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (SPEECH.encode("utf-8"), "utf-8"),
        (SPEECH.encode("utf-8-sig"), "utf-8"),
        (SPEECH.encode("gb18030"), "gb18030"),
        (SPEECH.encode("gbk"), "gb18030"),
        (codecs.BOM_UTF16_LE + SPEECH.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + SPEECH.encode("utf-16-be"), "utf-16-be"),
        (SPEECH.encode("utf-16-le"), "utf-16-le"),
        (SPEECH.encode("utf-16-be"), "utf-16-be"),
        (SPEECH.replace("\n", "").encode("utf-16-le"), "utf-16-le"),
        (SPEECH.encode("utf-32"), "utf-32-le"),
        (SPEECH.replace("\n", "\r\n").encode("gb18030"), "gb18030"),
        (SPEECH.replace("\n", "\r").encode("utf-8"), "utf-8"),
    ],
)
def test_encodings_are_recognised(content: bytes, encoding: str) -> None:
    text, found, warnings = decode(content)
    assert text.replace("\n", "") == SPEECH.replace("\n", "")
    assert (found, warnings) == (encoding, ())


def test_four_byte_characters_of_gb18030() -> None:
    speech = SPEECH + "责任人：李𬭛、王㛃\n"
    assert decode(speech.encode("gb18030")) == (speech, "gb18030", ())


def test_big5_is_read_and_said() -> None:
    text, encoding, warnings = decode(TRADITIONAL.encode("big5"))
    assert (text, encoding) == (TRADITIONAL, "big5")
    assert "Big5" in warnings[0]


def test_too_little_big5_is_refused() -> None:
    with pytest.raises(Refused):
        decode("問題與責任單位".encode("big5"))


@given(texts)
def test_utf8_is_always_itself(text: str) -> None:
    assert decode(text.encode("utf-8"))[:2] == (text, "utf-8")
    assert decode(text.encode("utf-8-sig"))[:2] == (text, "utf-8")


@given(texts)
def test_a_byte_order_mark_is_always_believed(text: str) -> None:
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le"))[:2] == (text, "utf-16-le")
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be"))[:2] == (text, "utf-16-be")


@given(texts)
def test_gb18030_is_never_read_as_something_else(text: str) -> None:
    assert decode(SPEECH.encode("gb18030") + text.encode("gb18030"))[:2] == (SPEECH + text, "gb18030")


@given(texts, st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_utf16_without_mark_is_never_read_as_something_else(text: str, encoding: str) -> None:
    assert decode((SPEECH + text).encode(encoding))[:2] == (SPEECH + text, encoding)


@given(st.text(max_size=60))
def test_clean_text_keeps_its_offsets(text: str) -> None:
    try:
        read = decode(text.encode("utf-8-sig"))[0]
    except Refused:
        return
    assert len(read) == len(text.replace("\r\n", "\n"))


@given(st.binary(max_size=200))
@settings(max_examples=200)
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        text, _, _ = decode(content)
    except Refused as refused:
        assert refused.why.isprintable()
    else:
        assert "\0" not in text
        text.encode("utf-8")


GB = SPEECH.encode("gb18030")
UTF8 = SPEECH.encode("utf-8")
AT = len(UTF8)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (UTF8 + b"\xff" + UTF8, f"UTF-8 编码在第 {AT + 1} 个字节处出错"),
        (UTF8 + UTF8[:1], f"UTF-8 编码在第 {AT + 1} 个字节处出错"),
        (UTF8 * 3 + GB, f"UTF-8 编码在第 {3 * AT + 1} 个字节处出错"),
        (GB + b"\xff\xff" + GB, f"GB18030 在第 {len(GB) + 1} 个字节处出错"),
        (GB * 20 + UTF8, f"混用了 GB18030 和 UTF-8 两种编码（第 {20 * len(GB) + 1} 个字节起）"),
        (UTF8.replace(b"\n", b"") + GB * 20, "编码"),
        (codecs.BOM_UTF8 + b"abc\xe6", "UTF-8 编码在第 7 个字节处出错"),
        (codecs.BOM_UTF16_LE + b"a\0b", "UTF-16 编码在第 5 个字节处出错"),
        (codecs.BOM_UTF16_LE + b"a\0\x00\xd8b\0", "UTF-16 编码在第 5 个字节处出错"),
        (bytes(range(256)) * 4, "二进制"),
        (b"\x7fELF\x02\x01\x01" + bytes(200), "二进制"),
        (b"abc" * 5 + bytes(50), "二进制"),
        ("caffè à la crème, déjà vu".encode("latin-1"), "认不出文字编码|UTF-8 编码在"),
    ],
)
def test_broken_and_mixed_encodings_are_refused_by_the_byte(content: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        decode(content)


def test_a_few_control_characters_are_replaced_and_said() -> None:
    text, _, warnings = decode("整改\0台账\x1b已建\ufffe立。".encode())
    assert text == "整改�台账�已建�立。"
    assert warnings == ("文中有 3 个控制字符，已换成“�”，请核对原文",)


def test_plausibility_tells_right_from_wrong() -> None:
    assert common_share(SPEECH) > 0.95
    assert common_share(SPEECH.encode("utf-8").decode("gb18030", "replace")) < 0.5
    assert common_share(TRADITIONAL.encode("big5").decode("gb18030", "replace")) < 0.5
