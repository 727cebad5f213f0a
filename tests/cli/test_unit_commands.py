"""Units, people, owners and handing over, from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

CommandLine = Any

UNITS = """市委
　　市委办公室＝市委办、市委办公厅
　　组织部
\t\t干部科 = 干部处
各县区
"""


@pytest.fixture
def town(type_in: CommandLine, tmp_path: Path) -> CommandLine:
    """With units out of a list."""
    path = tmp_path / "单位.txt"
    path.write_text(UNITS, encoding="utf-8")
    type_in.well("unit", "import", str(path))
    return type_in


def _lines(result: Any) -> list[str]:
    return [line.rstrip() for line in result.stdout.splitlines()]


def test_a_list_of_units_is_read_and_drawn_as_a_tree(town: CommandLine) -> None:
    drawn = _lines(town.well("unit", "list"))[2:]
    branches = (
        "市委 ",
        "├ 市委办公室  市委办（简称）、市委办公厅（简称）",
        "└ 组织部 ",
        "  └ 干部科 ",
        "各县区 ",
    )
    assert [line.startswith(start) for line, start in zip(drawn, branches, strict=True)] == [True] * 5
    units = town.object("unit", "list")["units"]
    assert [(one["name"], one["parent"], one["is_group"]) for one in units] == [
        ("市委", "", False),
        ("市委办公室", "市委", False),
        ("组织部", "市委", False),
        ("干部科", "组织部", False),
        ("各县区", "", True),
    ]
    assert [alias["name"] for alias in units[1]["aliases"]] == ["市委办", "市委办公厅"]


def test_a_list_of_people_is_looked_at_then_made_known_at_once(town: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "人员.txt"
    path.write_text(
        "姓名\t单位\t职务\t电话\n张三\t市委办\t副主任\t88886666\n李四\t干部科\t\t\n", encoding="gb18030"
    )
    town.well("add", "会议不规范", "--person", "张三")
    head = town.head()
    seen = town.well("person", "import", str(path), "--dry-run")
    assert "市委办公室" in seen.stdout and "会登记2人。没有登记" in seen.stderr
    assert town.head() == head
    said = town.well("person", "import", str(path)).stderr
    assert "已登记2人，台账里1处就此认得" in said
    assert "没有改动" in town.well("person", "import", str(path)).stderr
    path.write_text("张三 市委办\n王五 无此单位 科长\n", encoding="utf-8")
    assert "第2行：单位“无此单位”没有登记" in town.refused("person", "import", str(path))
    assert [one["name"] for one in town.object("person", "list")["people"]] == ["张三", "李四"]
    town.well("undo")
    assert town.object("person", "list")["people"] == []


def test_a_list_that_says_a_name_twice_changes_nothing(type_in: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "单位.txt"
    path.write_text("组织部\n人事科＝组织部\n", encoding="utf-8")
    head = type_in.head()
    assert "“组织部”已经登记" in type_in.refused("unit", "import", str(path))
    path.write_text("\n", encoding="utf-8")
    assert "里面没有单位" in type_in.refused("unit", "import", str(path))
    path.write_text("＝组织部\n", encoding="utf-8")
    assert "第1行等号前面没有单位名称" in type_in.refused("unit", "import", str(path))
    assert type_in.head() == head


def test_unknown_names_are_listed_with_what_they_may_be_and_linked(town: CommandLine) -> None:
    town.well("add", "会议不规范", "--lead", "市委办", "--responsible", "组织步", "--person", "张三")
    rows = {row["name"]: row for row in town.object("owners", "check")["owners"]}
    assert list(rows) == ["组织步", "张三"]
    assert rows["组织步"]["near"] == ["组织部"]
    assert rows["张三"]["is_person"]
    result = town.well("owners", "check")
    assert "是否为 组织部？" in result.stdout
    assert "tracker owners link" in result.stderr
    assert "1处就此认得" in town.well("owners", "link", "组织步", "组织部").stderr
    assert "1处就此认得" in town.well("person", "add", "张三", "--unit", "干部科").stderr
    assert "都认得" in town.well("owners", "check").stderr
    assert "ZG-2024-0001" in town.well("list", "系统:市委").stdout
    assert town.well("list", "单位:市委办公厅").stdout.count("ZG-2024-0001") == 1


def test_units_are_changed_and_taken_away(town: CommandLine) -> None:
    town.well("unit", "add", "甲县", "--short", "甲")
    town.well("unit", "set", "各县区", "--members", "甲")
    town.well("unit", "set", "甲", "--name", "甲区", "--under", "市委")
    town.well("unit", "alias", "甲区", "老甲", "--kind", "又称")
    (unit,) = [one for one in town.object("unit", "list")["units"] if one["name"] == "甲区"]
    assert unit["parent"] == "市委"
    assert [alias["kind"] for alias in unit["aliases"]] == ["short", "former", "other"]
    town.well("unit", "alias", "甲区", "老甲", "甲县", "--remove")
    assert "只去掉别名请用" in town.refused("unit", "remove", "甲")
    town.well("unit", "remove", "甲区")
    assert "有下级单位" in town.refused("unit", "remove", "市委")
    assert "没有单位“乙县”" in town.refused("unit", "set", "乙县", "--name", "丙县")
    assert "没有写明改什么" in town.refused("unit", "set", "组织部", code=2)


def test_a_group_is_expanded_by_choice(town: CommandLine) -> None:
    for number in ("一", "二"):
        town.well("add", number, "--responsible", "各县区")
    assert "还没有登记“各县区”包括哪些单位" in town.refused("owners", "expand", "各县区", "ZG-2024-0001")
    assert "写明编号" in town.refused("owners", "expand", "各县区", code=2)
    for name in ("甲县", "乙县"):
        town.well("unit", "add", name)
    town.well("unit", "set", "各县区", "--members", "甲县、乙县")
    town.well("owners", "expand", "各县区", "ZG-2024-0001", "--only", "乙县", "--reason", "会议定")
    assert "理由：原文“各县区”，展开为乙县：会议定" in town.well("history", "ZG-2024-0001").stdout
    assert "需要确认" in town.refused("owners", "expand", "各县区", "--all-open")
    done = town.object("owners", "expand", "各县区", "--all-open", "--yes")
    assert done["numbers"] == ["ZG-2024-0002"]
    assert done["members"] == ["甲县", "乙县"]
    assert "没有“各县区”" in town.refused("owners", "expand", "各县区", "--all-open", "--yes")


def test_a_handover_is_shown_confirmed_and_taken_back(town: CommandLine) -> None:
    town.well("person", "add", "张三", "--unit", "组织部", "--telephone", "88886666")
    town.well("add", "一", "--leader", "张三", "--deadline", "6月底前")
    town.well("add", "二", "--person", "张三")
    listed = town.object("handover", "list", "张三")["charges"]
    assert [(one["number"], one["role"], one["light_words"]) for one in listed] == [
        ("ZG-2024-0001", "leader", "剩余90天"),
        ("ZG-2024-0002", "person", "待明确"),
    ]
    assert "名下还有2项没有办完" in town.well("person", "leave", "张三").stderr
    town.well("undo")
    assert "需要确认" in town.refused("handover", "do", "张三", "李四", "--reason", "调动")
    assert "不能移交给人" in town.refused("handover", "list", "张三", "--role", "牵头单位", code=2)
    done = town.object(
        "handover", "do", "张三", "李四", "--role", "责任领导", "--reason", "调动", "--leaves", "--yes"
    )
    assert (done["numbers"], done["entries"], done["left"]) == (["ZG-2024-0001"], 1, True)
    assert town.object("person", "list")["people"][0]["left"]
    assert [one["number"] for one in town.object("handover", "list", "张三")["charges"]] == ["ZG-2024-0002"]
    town.well("undo")
    assert len(town.object("handover", "list", "张三")["charges"]) == 2
    assert not town.object("person", "list", "--unit", "组织部")["people"][0]["left"]
    town.well("person", "set", "张三", "--post", "科长")
    assert "没有写明改什么" in town.refused("person", "set", "张三", code=2)
    town.well("person", "remove", "张三")
    assert town.object("person", "list")["people"] == []
