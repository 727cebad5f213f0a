"""Sentences of general words alone, and those that name a matter."""

from __future__ import annotations

import time

import pytest

from tracker.mining.generalities import is_general
from tracker.mining.vocabulary import load


@pytest.mark.parametrize("name", load("generalities"))
def test_every_group_has_an_example_that_is_general(name: str) -> None:
    entry = load("generalities")[name]
    assert any(word in entry["example"] for word in entry["any"])
    assert is_general(entry["example"])


def test_no_word_stands_twice() -> None:
    words = [word for group in load("generalities").values() for word in group["any"]]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("text", "general"),
    [
        ("加强组织领导", True),
        ("各单位要进一步压实责任、传导压力", True),
        ("持续巩固整改成果，推动整改工作常态化长效化", True),
        ("建立公务用车管理机制", False),
        ("8月底前完成整改任务", False),
        ("县水利局要落实整改责任", False),
        ("开展安全生产监督检查", False),
        ("加强干部档案审核", False),
        ("", False),
    ],
)
def test_one_word_of_a_matter_makes_it_a_directive(text: str, general: bool) -> None:
    assert is_general(text) is general


def test_words_that_can_be_cut_in_many_ways_take_no_longer() -> None:
    began = time.process_time()
    assert not is_general("整改工作落实" * 150 + "稻")
    assert time.process_time() - began < 0.5
