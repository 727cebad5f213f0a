"""Titles and dates of documents."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.mining.headlines import find_document_date, find_title

BODY = "各科室要在2023年6月1日前把账目清完。\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("在全局总结会上的讲话\n（2024年3月15日）\n同志们：\n" + BODY, "在全局总结会上的讲话"),
        ("在局机关作风建设\n推进会上的讲话\n李明\n同志们：\n" + BODY, "在局机关作风建设推进会上的讲话"),
        ("县发〔2024〕3号\n关于清理小金库的通知\n各乡镇：\n" + BODY, "关于清理小金库的通知"),
        ("\n\n　　关于清理小金库的通知\n" + BODY, "关于清理小金库的通知"),
        ("在全局总结会上的讲话同志们：今天开会。\n", "在全局总结会上的讲话"),
        ("投稿作品，仅供参考！\n在全局总结会上的讲话\n同志们：\n" + BODY, "在全局总结会上的讲话"),
        ("账目不清。\n家底不明\n" + BODY, ""),
        ("一\n" + BODY, ""),
        (BODY, ""),
        ("", ""),
        ("2024年3月15日\n局务会纪要\n" + BODY, "局务会纪要"),
    ],
)
def test_title(text: str, title: str) -> None:
    assert find_title(text) == title


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("总结会讲话\n（2024年3月15日）\n" + BODY, date(2024, 3, 15)),
        ("总结会讲话\n(2024 年 3 月 15 日)\n" + BODY, date(2024, 3, 15)),
        ("总结会讲话\n李 明\n二〇二四年三月十五日\n" + BODY, date(2024, 3, 15)),
        ("总结会讲话\n发布时间：2024-03-15 09:01  来源：局办公室\n" + BODY, date(2024, 3, 15)),
        ("关于清账的通知\n" + BODY + "某某局\n2024年3月15日\n", date(2024, 3, 15)),
        ("关于清账的通知\n" + BODY + "某某局办公室　２０２４年３月１５日\n（此件公开）\n", date(2024, 3, 15)),
        ("关于清账的通知\n" + BODY + "某某局\n2024.3.15\n", date(2024, 3, 15)),
        ("关于清账的通知\n" + BODY + "某某局\n2024年2月30日\n", None),
        ("关于清账的通知\n" + BODY, None),
        (BODY, None),
        ("2024年3月15日起施行的办法\n" + BODY, None),
        ("", None),
    ],
)
def test_date(text: str, day: date | None) -> None:
    found = find_document_date(text)
    assert (found[0] if found else None) == day
    if found:
        assert text[found[1] : found[2]].strip()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="关于通知2024年3月15日（）\n 。：同志们〇二", max_size=80))
def test_any_text_is_safe(text: str) -> None:
    assert "\n" not in find_title(text)
    found = find_document_date(text)
    assert found is None or 0 <= found[1] < found[2] <= len(text)
