"""A line of the query language read to a tree; what cannot be read is shown at its place.

    单位:组织部 状态:整改中 逾期 回炉>=1 时限<2024-12-31 “主体责任”

The grammar is `grammar.lark`. Conditions side by side all hold, but several values of one field are
alternatives. Bare words that name a state, light or type mean it, other words and all quoted ones are
text; `@名称` stands for a saved view.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

from tracker.errors import BadQuery
from tracker.ledger.filtering import tree
from tracker.ledger.filtering.fields import Field, Kind, by_name, shorthands
from tracker.ledger.filtering.pointing import Mistake, Place, nearest, pointed, short
from tracker.ledger.filtering.tree import EVERYTHING, Query, Sign, Text
from tracker.ledger.filtering.values import ORDERED, Typed, counts, read_test
from tracker.ledger.numbers import read_number
from tracker.text.cleaning import one_line

if TYPE_CHECKING:
    from lark import Lark, Token
    from lark.exceptions import UnexpectedInput

LONGEST = 2000
"""Characters of a query."""
DEEPEST = 12
"""Levels of brackets; deeper ones no database takes with pleasure."""
MOST = 60
"""Conditions of one query, each value of a list counted; only 编号 may be more.

A word is looked for in eleven places, and SQLite takes chains of a thousand."""

COMMON = ("编号", "单位", "牵头", "领导", "责任人", "状态", "预警", "类型", "类别", "时限", "回炉")
"""Fields that are named to who typed one that there is not."""

AS_TEXT = "要查找这些字，请加引号"

NO_VIEWS: Mapping[str, str] = MappingProxyType({})
VIEW_SIGNS = ("@", "＠")

_SIGNS = {"：": ":", "＝": "=", "＜": "<", "＞": ">", "！": "!", "≤": "<=", "≥": ">=", "≠": "!="}
_UNLIKE = ("!=", "<>")
_IN_WORDS = MappingProxyType(
    {
        **dict.fromkeys(("大于等于", "不少于", "不小于", "不早于", "至少"), Sign.AT_LEAST),
        **dict.fromkeys(("小于等于", "不多于", "不大于", "不晚于", "至多"), Sign.AT_MOST),
        **dict.fromkeys(("大于", "多于", "晚于", "超过"), Sign.MORE),
        **dict.fromkeys(("小于", "少于", "早于"), Sign.LESS),
        "等于": Sign.IS,
    }
)
_CALLED = re.compile(rf"""["“][^"“”]*["”]|(?<![^\s(（!！])[{"".join(VIEW_SIGNS)}]([\w.·－-]+)""")
"""A view that is called, where a condition begins; what is quoted is passed over and has no name."""
_WHOLE_NUMBER = re.compile(r"[^\W\d_]{1,12}-[0-9]{4}-[0-9]{1,8}")
_LISTED = re.compile(r"[、,，]")
_COMMAS = (",", "，")
_COMMA = re.compile("[,，]")
_BEGUN = re.compile(r"([^\s:：<>=＜＞＝≤≥≠!！]+)[:：<>=＜＞＝≤≥≠!！]")
"""A condition that begins: what stands before its sign."""
_SPOKEN = re.compile(rf"(.+?)({'|'.join(_IN_WORDS)})(.+)")


def read_query(line: str, views: Mapping[str, str] = NO_VIEWS) -> Query:
    """The tree of a line; `views` are the saved ones by name. Raises BadQuery, pointing at the place."""
    if not line.strip():
        return EVERYTHING
    try:
        if len(line) > LONGEST:
            raise Mistake(f"筛选条件太长，最多{LONGEST}个字", (LONGEST, len(line)))
        return _parsed(line, views)
    except Mistake as mistake:
        raise BadQuery(one_line(mistake.what), pointed(line, mistake.place)) from None


def names_views(line: str) -> bool:
    """Whether reading it takes the saved views."""
    return any(sign in line for sign in VIEW_SIGNS)


def written_out(line: str, views: Mapping[str, str]) -> str:
    """The line with what its views stand for in their place: a view calls no other, and may be changed."""
    called = _CALLED.fullmatch(line.strip())
    if called is not None and called[1] in views:
        return views[called[1]]
    return _CALLED.sub(lambda found: f"({views[found[1]]})" if found[1] in views else found[0], line)


def _parsed(line: str, views: Mapping[str, str]) -> Query:
    from lark.exceptions import UnexpectedInput

    try:
        built = _Builder(views).build(_parser().parse(line))
    except UnexpectedInput as problem:
        _explain(problem, line)
    return built


@cache
def _parser() -> Lark:
    from lark import Lark

    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", maybe_placeholders=False)


class _Builder:
    """Makes the tree of what lark found, bottom up and without recursion of its own."""

    def __init__(self, views: Mapping[str, str]) -> None:
        self._views = views
        self._conditions = 0

    def build(self, parsed: Any) -> Query:
        """The query; raises Mistake."""
        made: dict[int, Query] = {}
        for subtree in parsed.iter_subtrees():
            parts = [made.get(id(child), child) for child in subtree.children]
            made[id(subtree)] = query = getattr(self, subtree.data)(parts)
            if tree.depth(query) > DEEPEST:
                first = next(subtree.scan_values(lambda token: True))
                raise Mistake(f"括号套得太深，最多{DEEPEST}层", _place(first))
        return made[id(parsed)]

    def either(self, parts: list[Any]) -> Query:
        return tree.some(parts[::2])

    def both(self, parts: list[Any]) -> Query:
        return tree.every(parts[::2])

    def run(self, parts: list[Any]) -> Query:
        """Several whole 编号 side by side mean those items: none can mention them all."""
        numbers = [part for part in parts if isinstance(part, Text) and _is_whole_number(part.word)]
        if len(numbers) > 1:
            parts = [tree.of("编号", read_number(part.word)) if part in numbers else part for part in parts]
        return tree.run(parts)

    def bracket(self, parts: list[Any]) -> Query:
        return parts[0]  # type: ignore[no-any-return]

    def negation(self, parts: list[Any]) -> Query:
        return tree.negation(parts[1])

    def value(self, parts: list[Any]) -> Any:
        return parts[0]

    def quoted(self, parts: list[Token]) -> Query:
        return Text(_unquoted(self._counted(parts[0])))

    def word(self, parts: list[Token]) -> Query:
        """Text, unless it names something; 非 may be written right before what it denies."""
        token = self._counted(parts[0])
        if token.startswith(VIEW_SIGNS):
            return self._view(token)
        if found := _shorthand(token) or _spoken(token) or _named_in_turn(token):
            return found
        listed = _LISTED.split(token)
        if len(listed) > 1 and all(map(_is_whole_number, listed)):
            return tree.of("编号", *map(read_number, listed))
        if token.startswith("非") and (found := _shorthand(token[1:]) or _spoken(token, len("非"))):
            return tree.negation(found)
        return Text(str(token))

    def condition(self, parts: list[Token]) -> Query:
        name, sign, first, *more = parts
        field = by_name().get(_plain_name(name))
        denied = field is None and name.startswith("非")
        if denied:
            field = by_name().get(_plain_name(name[1:]))
        if field is None:
            _unknown_field(name, sign)
        values, further = [first], []
        for comma, value in zip(more[::2], more[1::2], strict=True):
            other = self._other_condition(field, value) if comma in _COMMAS else None
            if other is None:
                values.append(value)
            else:
                further.append(other)
        plain = "".join(_SIGNS.get(character, character) for character in sign)
        unlike = plain in _UNLIKE
        if field.kind is not Kind.NUMBER:
            for value in values:
                self._counted(value)
        typed = [Typed(_unquoted(value), value.type == "QUOTED", _place(value)) for value in values]
        found = read_test(field, Sign.IS if unlike else Sign(plain), typed, _place(sign))
        found = tree.negation(found) if unlike != denied else found
        return tree.run([found, *further]) if further else found

    def _other_condition(self, field: Field, value: Token) -> Query | None:
        """What stands behind a comma and is no value of the field: 单位:办公室，未销号，时限:本月."""
        if value.type == "QUOTED":
            return None
        if (found := shorthands().get(str(value))) and found[0] != field.name:
            return tree.of(found[0], *found[1])
        begun = _BEGUN.match(value)
        known = begun is not None and _plain_name(begun[1]) in by_name()
        return read_query(str(value), self._views) if known else None

    def _counted(self, token: Token) -> Token:
        self._conditions += 1
        if self._conditions > MOST:
            raise Mistake(f"条件太多，最多{MOST}个", _place(token))
        return token

    def _view(self, token: Token) -> Query:
        name = str(token)[1:]
        if name in self._views:
            return read_query(self._views[name])
        known = short("、".join(self._views)) or "还没有"
        raise Mistake(
            f"没有名为“{short(name)}”的视图{nearest(name, self._views)}已有的视图：{known}",
            _place(token),
        )


def _is_whole_number(word: str) -> bool:
    return _WHOLE_NUMBER.fullmatch(read_number(word)) is not None


def _place(token: Token) -> Place:
    return token.start_pos or 0, token.end_pos or 0


def _shorthand(word: str) -> Query | None:
    found = shorthands().get(word)
    return tree.of(found[0], *found[1]) if found else None


def _named_in_turn(word: str) -> Query | None:
    """“未销号，逾期”: both; “逾期、临期”: either. None where one of them is no more than text."""
    both: list[Query] = []
    for part in _COMMA.split(word.strip(",，")):
        either = [_shorthand(name) for name in part.split("、")]
        if None in either:
            return None
        both.append(tree.some([one for one in either if one is not None]))
    return tree.run(both) if len(both) > 1 else both[0]


def _spoken(token: Token, skipped: int = 0) -> Query | None:
    """延期次数不少于1: a comparison in words, which no shell takes for a sign of its own; None for text."""
    match = _SPOKEN.fullmatch(str(token)[skipped:])
    field = by_name().get(_plain_name(match[1])) if match else None
    if match is None or field is None:
        return None
    start = _place(token)[0] + skipped
    typed = Typed(match[3], False, (start + match.start(3), start + match.end(3)))
    if field.kind not in ORDERED and not counts(field, _IN_WORDS[match[2]], typed):
        return None
    sign_place = (start + match.start(2), start + match.end(2))
    return read_test(field, _IN_WORDS[match[2]], [typed], sign_place)


def _plain_name(name: str) -> str:
    return name.lower() if name.isascii() else name


def _unquoted(token: Token) -> str:
    if token.type != "QUOTED":
        return str(token)
    if len(token) == 2:
        raise Mistake("引号里没有内容", _place(token))
    return token[1:-1].replace('""', '"') if token[0] == token[-1] == '"' else token[1:-1]


def _unknown_field(name: Token, sign: Token) -> NoReturn:
    near = nearest(name, by_name())
    known = "" if near.endswith("？") else f"可用：{' '.join(COMMON)}等，全部见使用手册；"
    raise Mistake(f"筛选条件看不懂“{short(name)}{sign}”{near}{known}{AS_TEXT}", _place(name))


def _explain(problem: UnexpectedInput, line: str) -> NoReturn:
    """Say in the field's words what is wrong where lark could not go on."""
    from lark.exceptions import UnexpectedToken

    if not isinstance(problem, UnexpectedToken):
        start = problem.pos_in_stream or 0
        unclosed = line[start : start + 1] in ('"', "“")
        what = "引号没有收尾，后面还要一个引号" if unclosed else f"这里看不懂，{AS_TEXT}"
        raise Mistake(what, (start, start + 1)) from problem
    token = problem.token
    before = line[: token.start_pos].rstrip()
    if token.type == "$END":
        end = len(line.rstrip())
        raise Mistake(_missing_at_end(set(problem.expected)), (end, end + 1)) from problem
    if token.type == "VALUE" or "VALUE" in problem.expected:
        what = "这里要写内容；几个都行的，用、隔开"
    elif token not in (")", "）"):
        what = f"“{token}”前面缺一个条件，{AS_TEXT}"
    elif before.endswith(("(", "（")):
        what = "括号里没有条件"
    elif "WORD" in problem.expected and "OR" not in problem.expected:
        what = f"“{token}”前面缺一个条件"
    else:
        what = "多了一个右括号，前面没有对应的左括号"
    raise Mistake(what, _place(token)) from problem


def _missing_at_end(expected: set[str]) -> str:
    if "VALUE" in expected:
        return "这里缺要比较的内容"
    return "少一个右括号" if "_CLOSE" in expected else f"最后缺一个条件，{AS_TEXT}"
