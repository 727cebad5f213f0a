"""单位、人员和专项: who and what the ledger knows, made known and put right without a command."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from tracker.ledger.filtering.tree import of
from tracker.tui.dialogs.confirm import Confirm
from tracker.tui.dialogs.directory_forms import (
    CAMPAIGN_TOLD,
    PEOPLE_TOLD,
    campaign_fields,
    event_fields,
    people_fields,
    person_fields,
    unit_fields,
    units_fields,
)
from tracker.tui.dialogs.field import Field
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.dialogs.pick import Choice, Pick
from tracker.tui.dialogs.wish_form import WishForm
from tracker.tui.keymap import key_for
from tracker.tui.keys import DIRECTORY, bindings
from tracker.tui.lines import editable
from tracker.tui.rows.directory import (
    CampaignLine,
    Directory,
    EventAsked,
    PeopleAsked,
    PersonLine,
    UnitLine,
    UnknownLine,
    directory_rows,
    event_question,
    people_question,
)
from tracker.tui.screens.page import Page
from tracker.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    import datetime as dt

    from tracker.ledger.actor import Actor
    from tracker.ledger.store import Ledger
    from tracker.tui.views import Done

    Writing = Callable[[Ledger, Actor, dt.date], Done]
    Filling = Callable[[Ledger, Actor, Values, dt.date], Done]

_NEW = "登记为新单位"
_MOST_NAMED = 12
"""Names that a question lists."""


class DirectoryScreen(Page):
    """专项, names that nobody knows, the tree of units, people."""

    NAME = "单位、人员和专项"
    KEYS = DIRECTORY
    BINDINGS: ClassVar = bindings(DIRECTORY)
    CSS_PATH = "comparison.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._directory: Directory | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield RowList(id="directory")

    def on_mount(self) -> None:
        """Read all of it."""
        self.query_one(RowList).focus()
        self.ledger_changed()

    def ledger_changed(self) -> None:
        """Read it again."""

        def directory(ledger: Ledger) -> Directory:
            from tracker.tui.workers import directory_work

            return directory_work.directory(ledger)

        self.read(directory, self._show, group="directory")

    def _show(self, directory: Directory) -> None:
        self._directory = directory
        self.query_one(RowList).show(directory_rows(directory))

    # Ways to write

    def _form(
        self,
        title: str,
        fields: list[Field],
        filling: Filling,
        *,
        command: str,
        about: str,
        intro: str = "",
        kind: type[Form] = Form,
        then: Callable[[Done | None], None] | None = None,
    ) -> None:
        """A form for a ledger command, of who may give it; a `WishForm` only asks what it would do."""
        if not self.tracker.may(command):
            return
        actor, today = self.tracker.office.actor, self.tracker.office.today()

        def submit(ledger: Ledger, values: Values) -> Done:
            return filling(ledger, actor, values, today)

        told = (intro,) if intro else ()
        self.tracker.push_screen(kind(title, fields, submit, intro=told, about=about), then)

    def _write(self, writing: Writing) -> None:
        actor, today = self.tracker.office.actor, self.tracker.office.today()
        self.tracker.write(lambda ledger: writing(ledger, actor, today))

    # Keys

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Clicked twice."""
        event.stop()
        self.action_change()

    def action_change(self) -> None:
        """Enter 修改, by what is under the cursor."""
        match self.query_one(RowList).current:
            case CampaignLine() as line:
                self._campaign_form(line)
            case UnitLine() as line:
                self._unit_form(line)
            case PersonLine() as line:
                self._person_form(line)
            case UnknownLine() as line:
                self._settle(line)

    def _campaign_form(self, line: CampaignLine | None) -> None:
        row = line.overview.settings if line else None

        def filling(ledger: Ledger, actor: Actor, values: Values, today: dt.date) -> Done:
            from tracker.tui.workers import directory_work

            return directory_work.save_campaign(ledger, actor, row, values, today)

        title, command = ("专项设置", "settings") if row else ("新专项", "add_campaign")
        about = line.key if line else ""
        self._form(title, campaign_fields(row), filling, command=command, about=about, intro=CAMPAIGN_TOLD)

    def _unit_form(self, line: UnitLine) -> None:
        def filling(ledger: Ledger, actor: Actor, values: Values, today: dt.date) -> Done:
            from tracker.tui.workers import directory_work

            return directory_work.save_unit(ledger, actor, line.unit, values, today)

        self._form("修改单位", unit_fields(line.unit), filling, command="edit_unit", about=line.key)

    def _person_form(self, line: PersonLine | None, name: str = "") -> None:
        row = line.person if line else None

        def filling(ledger: Ledger, actor: Actor, values: Values, today: dt.date) -> Done:
            from tracker.tui.workers import directory_work

            return directory_work.save_person(ledger, actor, row, values, today)

        title, command = ("修改人员", "edit_person") if row else ("登记人员", "add_person")
        about = line.key if line else ""
        self._form(title, person_fields(row, name), filling, command=command, about=about)

    def _settle(self, line: UnknownLine) -> None:
        """A name nobody knows: a person is made known, a unit is one that is known or a new one."""
        name = line.owner.name
        if line.owner.is_person:
            self._person_form(None, name)
            return
        units = self._directory.units if self._directory else ()
        likely = [unit for unit in units if unit.name in line.owner.near]
        others = [unit for unit in units if unit.name not in line.owner.near]
        choices = [Choice("", f"{_NEW}“{name}”", "bold $foreground")]
        choices += [Choice(unit.name, f"就是 {unit.name}", remark="相近") for unit in likely]
        choices += [Choice(unit.name, f"就是 {unit.name}") for unit in others]
        self.tracker.push_screen(Pick(f"“{name}”是谁", choices), lambda chosen: self._settled(name, chosen))

    def _settled(self, name: str, unit: str | None) -> None:
        if unit is None:
            return

        def writing(ledger: Ledger, actor: Actor, today: dt.date) -> Done:
            from tracker.tui.workers import directory_work

            if unit:
                return directory_work.is_called(ledger, actor, unit, name, today)
            return directory_work.add_named(ledger, actor, (name,), today)

        self._write(writing)

    def action_add_units(self) -> None:
        """F7 登记单位."""

        def filling(ledger: Ledger, actor: Actor, values: Values, today: dt.date) -> Done:
            from tracker.tui.workers import directory_work

            return directory_work.add_units(ledger, actor, values, today)

        intro = "一行一个；下级往右缩进两格；简称写在＝后面，几个用顿号分开。"
        self._form("登记单位", units_fields(), filling, command="add_unit", about="", intro=intro)

    def action_add_person(self) -> None:
        """F8 登记人员: as many as are written, shown as understood before they are kept."""
        self._people_form("")

    def _people_form(self, text: str) -> None:
        def filling(ledger: Ledger, _: Actor, values: Values, today: dt.date) -> Done:
            from tracker.tui.workers import directory_work

            return directory_work.people_asked(ledger, values)

        self._form(
            "登记人员",
            people_fields(text),
            filling,
            command="add_person",
            about="",
            intro=PEOPLE_TOLD,
            kind=WishForm,
            then=self._people_asked,
        )

    def _people_asked(self, outcome: Done | None) -> None:
        if not isinstance(outcome, PeopleAsked) or (listed := outcome.listed) is None:
            return
        if not listed.drafts:
            self.tracker.say("这些人都登记过了")
            return

        def writing(ledger: Ledger, actor: Actor, today: dt.date) -> Done:
            from tracker.tui.workers import directory_work

            return directory_work.add_people(ledger, actor, listed.drafts, today)

        self.tracker.push_screen(
            Confirm("登记人员", people_question(listed), yes="登记", no="回去改"),
            lambda answer: self._write(writing) if answer else self._people_form(outcome.text),
        )

    def action_take_all(self) -> None:
        """F5 都登记: every unit that is named in items and not known, after a question."""
        unknown = self._directory.unknown if self._directory else ()
        names = tuple(one.name for one in unknown if not one.is_person)
        if not names:
            self.tracker.say("事项里写着的单位都登记过了")
            return
        near = [f"{one.name}（像 {one.near[0]}）" for one in unknown if one.near and not one.is_person]
        settle = key_for("change", "修改")
        listed = "、".join(names[:_MOST_NAMED]) + ("……" if len(names) > _MOST_NAMED else "")
        doubt = f"\n其中 {'、'.join(near[:_MOST_NAMED])}，是同一个单位的先按 {settle} 认定。" if near else ""

        def writing(ledger: Ledger, actor: Actor, today: dt.date) -> Done:
            from tracker.tui.workers import directory_work

            return directory_work.add_named(ledger, actor, names, today)

        question = f"把这 {len(names)} 个名称登记为单位？\n{listed}{doubt}"
        self.tracker.push_screen(
            Confirm("都登记", question, yes="登记", no="取消"),
            lambda answer: self._write(writing) if answer else None,
        )

    def action_add_campaign(self) -> None:
        """F4 新专项."""
        self._campaign_form(None)

    def _campaign(self) -> CampaignLine | None:
        """The one under the cursor, else the default one."""
        current = self.query_one(RowList).current
        lines = [row for row in self.query_one(RowList).rows if isinstance(row, CampaignLine)]
        if isinstance(current, CampaignLine):
            return current
        return next((line for line in lines if line.overview.settings.is_default), None)

    def action_make_default(self) -> None:
        """F6 设为默认."""
        line = self.query_one(RowList).current
        if not isinstance(line, CampaignLine):
            self.tracker.say("把光标移到一个专项上再按")
            return
        name = line.overview.settings.name

        def writing(ledger: Ledger, actor: Actor, today: dt.date) -> Done:
            from tracker.tui.workers import directory_work

            return directory_work.make_default(ledger, actor, name, today)

        self._write(writing)

    def action_set_event(self) -> None:
        """F3 事件日期: what it changes is told before it is done."""
        line = self._campaign()
        if line is None:
            return
        campaign = line.overview.settings.name

        def filling(ledger: Ledger, _: Actor, values: Values, today: dt.date) -> Done:
            from tracker.tui.workers import directory_work

            return directory_work.event_asked(ledger, campaign, values, today)

        intro = f"专项：{campaign}。从这件事算起的时限一起重算，先列出来再改。"
        self._form(
            "事件日期",
            event_fields(),
            filling,
            command="set_event",
            about="",
            intro=intro,
            kind=WishForm,
            then=self._event_asked,
        )

    def _event_asked(self, outcome: Done | None) -> None:
        change = outcome.change if isinstance(outcome, EventAsked) else None
        if change is None:
            return
        if change.changes_nothing:
            self.tracker.say(f"“{change.name}”已经是这一天，没有要改的时限")
            return

        def writing(ledger: Ledger, actor: Actor, today: dt.date) -> Done:
            from tracker.tui.workers import directory_work

            return directory_work.set_event(ledger, actor, change, today)

        self.tracker.push_screen(
            Confirm("事件日期", event_question(change), yes="登记", no="取消"),
            lambda answer: self._write(writing) if answer else None,
        )

    def action_list_items(self) -> None:
        """F2 看事项."""
        match self.query_one(RowList).current:
            case CampaignLine(overview):
                meant = of("专项", overview.settings.name)
            case UnitLine(unit):
                meant = of("单位", unit.name)
            case PersonLine(person):
                meant = of("责任人", person.name)
            case UnknownLine(owner):
                self.tracker.show_list(editable(" ".join(owner.numbers)))
                return
            case _:
                return
        self.tracker.show_list(editable(str(meant)))

    def action_remove(self) -> None:
        """Del 删去; one undo brings it back."""

        def writing(ledger: Ledger, actor: Actor, today: dt.date) -> Done:
            from tracker.tui.workers import directory_work

            match line:
                case CampaignLine(overview):
                    return directory_work.remove_campaign(ledger, actor, overview.settings, today)
                case UnitLine(unit):
                    return directory_work.remove_unit(ledger, actor, unit, today)
                case PersonLine(person):
                    return directory_work.remove_person(ledger, actor, person, today)
            raise AssertionError(line)

        line = self.query_one(RowList).current
        if isinstance(line, CampaignLine | UnitLine | PersonLine):
            self._write(writing)
        else:
            self.tracker.say(f"这里没有登记过的；{key_for('change', '修改')} 认定是谁")
