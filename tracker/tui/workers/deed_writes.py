"""What the menu's forms write, one command each; returned is the sentence for the foot; for workers only."""

from __future__ import annotations

import datetime as dt

from tracker.errors import BadInput, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.amounts import read_amount
from tracker.ledger.commands import (
    classifying,
    closing,
    escalations,
    items,
    lineage,
    measures,
    regulations,
    self_checks,
    stages,
    surveys,
)
from tracker.ledger.pages import item_page
from tracker.ledger.store import Ledger
from tracker.ledger.words import AmountKind, CheckResult, Classification, RegulationAct, SelfCheckResult
from tracker.tui.workers.writes import (
    Values,
    day_of,
    day_or_none,
    deadline_of,
    measure_number,
    number_of,
    split_names,
)


def tick(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """A measure is done today."""
    ordinal = _ordinal(values)
    items.finish_measure(ledger, actor, number, ordinal, on=today, note="", today=today)
    return f"{number} 措施{ordinal}已完成（{today}）"


def resume_measure(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """措施恢复办理."""
    ordinal = _ordinal(values)
    items.resume_measure(ledger, actor, number, ordinal, reason=values["reason"], today=today)
    return f"{number} 措施{ordinal}已恢复办理"


def _ordinal(values: Values) -> int:
    ordinal = measure_number(values)
    if ordinal is None:
        raise Refusal("请选一条措施")
    return ordinal


def plan_amount(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """数量目标."""
    ordinal, kind = _ordinal(values), AmountKind(values["kind"])
    achieved = values["achieved"]
    measures.plan_amount(
        ledger,
        actor,
        number,
        ordinal,
        kind,
        today=today,
        target=read_amount(kind, values["target"]),
        detail=values["detail"].strip(),
        achieved=read_amount(kind, achieved) if achieved.strip() else None,
    )
    return f"{number} 措施{ordinal}已定{kind.word}目标 {values['target'].strip()}"


def record_amount(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """数量完成数."""
    ordinal, kind = _ordinal(values), AmountKind(values["kind"])
    measures.record_amount(
        ledger,
        actor,
        number,
        ordinal,
        kind,
        today=today,
        achieved=read_amount(kind, values["achieved"]),
        detail=values["detail"].strip(),
    )
    return f"{number} 措施{ordinal}{kind.word}已完成 {values['achieved'].strip()}"


def share_measure(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """共用措施."""
    ordinal, to = _ordinal(values), split_names(values["numbers"])
    if not to:
        raise BadInput("请写明给哪几项共用")
    measures.share_measure(ledger, actor, number, ordinal, to, today=today)
    return f"{number} 措施{ordinal}已给 {'、'.join(to)} 共用"


def unshare_measure(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """取消共用."""
    ordinal = _ordinal(values)
    measures.unshare_measure(ledger, actor, number, ordinal, [number], today=today)
    return f"{number} 不再共用措施{ordinal}"


def add_stage(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """增加阶段."""
    deadline = deadline_of(ledger, number, values["deadline"], today)
    if deadline is None:
        raise BadInput("请写明阶段时限")
    ordinal = stages.add_stage(ledger, actor, number, values["goal"], deadline=deadline, today=today)
    return f"{number} 已增加阶段{ordinal}"


def edit_stage(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """改阶段: what is left empty stays."""
    goal, deadline = values["goal"].strip(), deadline_of(ledger, number, values["deadline"], today)
    if not goal and deadline is None:
        raise Refusal("没有改动任何内容")
    ordinal = int(values["stage"])
    stages.edit_stage(ledger, actor, number, ordinal, today=today, goal=goal or None, deadline=deadline)
    return f"{number} 阶段{ordinal}已修改"


def finish_stage(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """阶段完成."""
    ordinal, on = int(values["stage"]), day_of(values["on"], today, is_past=True)
    stages.finish_stage(ledger, actor, number, ordinal, on=on, note=values["note"], today=today)
    return f"{number} 阶段{ordinal}已完成"


def publicise(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """公示."""
    begins = day_of(values["begins"], today)
    ends = day_or_none(values["ends"], begins)
    last = closing.publicise(
        ledger, actor, number, begins=begins, ends=ends, place=values["place"], today=today
    )
    return f"{number} 已登记公示，{begins} 至 {last}"


def record_objections(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """公示异议."""
    closing.record_objections(ledger, actor, number, objections=values["objections"], today=today)
    return f"{number} 已登记公示有无异议"


def score(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """满意度 of one item, in a round that there is or a new one."""
    name = values["survey"] or values["name"].strip()
    if not name:
        raise BadInput("请选一轮测评，或给新的一轮起个名")
    counts = {key: number_of(values[key] or "0") for key in ("good", "fair", "average", "poor")}
    answers = surveys.Answers(**counts)
    if not answers.total:
        raise Refusal("没有人作答，请写明好、较好、一般、差各多少人")
    if not values["survey"]:
        campaign = item_page(ledger, number, today=today).row.campaign
        on = day_of(values["on"], today, is_past=True)
        surveys.add_survey(ledger, actor, name, on=on, today=today, campaign=campaign)
    surveys.score_survey(ledger, actor, name, values["indicator"], answers, today=today, item=number)
    share = (answers.good + answers.fair) * 100 // answers.total
    return f"{number} 已登记“{name}”满意率 {share}%"


def add_regulation(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """登记制度."""
    regulations.add_regulation(
        ledger,
        actor,
        number,
        values["name"],
        RegulationAct(values["act"]),
        today=today,
        measure=measure_number(values),
        document_number=values["document_number"],
        issued_on=day_or_none(values["issued_on"], today, is_past=True),
    )
    return f"{number} 已登记制度《{values['name'].strip()}》"


def issue_regulation(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """制度印发."""
    name = regulations.issue_regulation(
        ledger,
        actor,
        int(values["regulation"]),
        on=day_of(values["on"], today, is_past=True),
        today=today,
        document_number=values["document_number"],
    )
    return f"{number} 制度《{name}》已印发"


def check_regulation(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """制度检查."""
    result = CheckResult(values["result"])
    name = regulations.check_regulation(
        ledger,
        actor,
        int(values["regulation"]),
        result,
        on=day_of(values["on"], today, is_past=True),
        today=today,
        finding=values["finding"],
    )
    return f"{number} 制度《{name}》检查：{result.word}"


def classify(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """分类盘点."""
    wanted = Classification(values["class"])
    classifying.classify(ledger, actor, [(number, wanted)], today=today)
    return f"{number} 已列入“{wanted.word}”"


def start_self_check(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """布置自查."""
    _, asked = self_checks.start_self_check(
        ledger,
        actor,
        number,
        today=today,
        units=split_names(values["units"]),
        matter=values["matter"],
        due=day_or_none(values["due"], today),
    )
    return f"{number} 已布置{len(asked)}个单位自查"


def answer_self_check(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """自查反馈."""
    unit, result = values["unit"], SelfCheckResult(values["result"])
    made = self_checks.answer_self_check(
        ledger,
        actor,
        int(values["key"]),
        unit,
        result,
        today=today,
        text=values["text"],
        add=values["add"] == "yes",
    )
    return f"{unit} 自查“{result.word}”已登记" + (f"，新增 {made}" if made else "")


def raise_item(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """提请上级."""
    unit = values["unit"].strip()
    escalations.raise_item(ledger, actor, number, unit=unit, matter=values["matter"], today=today)
    return f"{number} 已提请 {unit}"


def answer_raised(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """上级答复."""
    rows = item_page(ledger, number, today=today).escalations
    row = next(row for row in rows if str(row.id) == values["raised"])
    name = escalations.answer_raised(
        ledger,
        actor,
        number,
        text=values["text"],
        today=today,
        unit=row.unit,
        matter=row.matter,
        dealing=values["dealing"].strip() or None,
    )
    return f"{number} 已登记 {name} 的答复"


def confirm_lineage(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """屡改屡犯."""
    lineage.confirm_lineage(ledger, actor, number, values["ancestor"], today=today)
    return f"{number} 已认定是 {values['ancestor']} 再次出现"


def remove_lineage(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """取消屡改屡犯."""
    lineage.remove_lineage(ledger, actor, number, values["ancestor"], today=today)
    return f"{number} 已取消与 {values['ancestor']} 的屡改屡犯"
