"""Every command by name: where it lies, what it is for. Reading this table imports no command."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One command of `tracker`."""

    name: str
    place: str
    """Module below `tracker.cli.commands` and the attribute in it, `module:attribute`."""
    help: str
    """The line in `tracker --help`; equals the first line of the command's own help."""


SECTIONS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "挖掘与复核",
        (
            Entry("mine", "mining:mine", "从讲话、反馈意见、方案中挖掘问题、任务和措施"),
            Entry("review", "reviewing:review", "复核挖掘出的候选：收下或弃用"),
            Entry("deadline", "deadlines:deadline", "说明一个时限表述是哪一天、按什么规则"),
            Entry("soft-words", "soft_words:soft_words", "列出虚词：挖掘时在任务、措施里标出的词"),
        ),
    ),
    (
        "查看",
        (
            Entry("list", "listing:list_items", "列出事项"),
            Entry("show", "showing:show", "查看一个事项的全部内容"),
            Entry("history", "journal:history", "查看一个事项的办理经过"),
            Entry("view", "views:view", "视图：给常用的筛选条件起名"),
            Entry("stats", "statistics:stats", "统计数字和统计语句"),
            Entry(
                "reconcile",
                "reconciling:reconcile",
                "承诺对账：后来的讲话、报告说的，与没有销号的逐条对照",
            ),
            Entry(
                "check-report",
                "checking:check_report",
                "汇报稿数字核对：稿中每个数字按台账重算，相符、不符、无法核",
            ),
        ),
    ),
    (
        "登记",
        (
            Entry("add", "drafting:add", "新增问题、任务或措施"),
            Entry("edit", "drafting:edit", "修改事项或措施"),
            Entry("measure", "measures:measure", "措施：增改、完成、几个问题共用、数量目标"),
            Entry("stage", "stages:stage", "阶段：分阶段整改、中长期整改的目标和时限"),
            Entry("report", "truths:report", "自报整改情况；不改变办理状态、核实结果和时限"),
            Entry("verify", "truths:verify", "登记核实结果；不改变自报、办理状态和时限"),
            Entry("regulation", "regulations:regulation", "制度清单：整改形成的制度和以后的执行检查"),
            Entry("survey", "surveys:survey", "评估测评：各轮问卷按指标的好、较好、一般、差"),
            Entry("classify", "classifying:classify", "五分类盘点：列入一类，或看建议"),
            Entry("opinion", "opinions:opinion", "意见建议清单：登记、答复、转为事项"),
            Entry("bulk", "bulk:bulk", "批量修改或办理"),
            Entry("progress", "reporting:progress", "登记整改进展"),
            Entry("evidence", "reporting:evidence", "佐证材料：登记、列出、核验"),
            Entry("extend", "extending:extend", "办理延期，领导已批准的一步办完"),
            Entry("extension", "extending:extension", "延期申请：申请、批准、撤回、列出"),
        ),
    ),
    (
        "办理",
        (
            Entry("register", "advancing:register", "挂号"),
            Entry("examine", "closing:examine", "销号体检：申请前看看还差什么、有什么要答复"),
            Entry("apply", "closing:apply", "申请销号"),
            Entry("withdraw", "advancing:withdraw", "撤回销号申请"),
            Entry("return", "closing:return_", "退回销号申请，写明补充整改要求"),
            Entry("preliminary", "closing:preliminary", "初审通过（专项设为两步审核的）"),
            Entry("publicity", "closing:publicity", "登记销号前的公示，和有无异议"),
            Entry("close", "closing:close", "同意销号"),
            Entry("sign", "closing:sign", "登记纸质审批表由谁签字、日期和文号"),
            Entry("look-back", "advancing:look_back", "登记回头看，成果巩固"),
            Entry("reopen", "advancing:reopen", "回炉，或恢复办理已终止的事项"),
            Entry("stop", "advancing:stop", "终止办理"),
            Entry("lifecycle", "lifecycle:lifecycle", "办理流程：每一步由谁办、要什么"),
        ),
    ),
    (
        "回头看、举一反三和结果运用",
        (
            Entry("sample", "sampling:sample", "抽查：按比例抽已销号的事项回头看，有依据、可复核"),
            Entry("lineage", "lineage:lineage", "屡改屡犯：同一单位同一问题再次出现"),
            Entry("self-check", "self_checks:self_check", "举一反三：一处发现的问题，让其他单位自查"),
            Entry("raise", "raising:raise_", "提请上级：根子在上面的问题，报上级解决并登记答复"),
            Entry("consequence", "consequences:consequence", "结果运用：按数字建议约谈通报问责，由领导决定"),
        ),
    ),
    (
        "单位和人员",
        (
            Entry("unit", "units:unit", "单位：上下级、简称和曾用名"),
            Entry("person", "people:person", "人员：单位、职务、电话、离任"),
            Entry("owners", "owners:owners", "责任单位和责任人：认不得的名称、各×展开"),
            Entry("handover", "handover:handover", "移交：一个人名下没有办完的事项和措施"),
        ),
    ),
    (
        "催办与周期工作",
        (
            Entry("remind", "reminding:remind", "催办：今天该催谁、催什么"),
            Entry("duty", "duties:duty", "周期工作：周调度、旬分析、月小结，定期报送"),
        ),
    ),
    (
        "撤销与留痕",
        (
            Entry("diff", "differences:diff", "两天之间的变动：新增、挂号、销号、新逾期、延期、退回、回炉等"),
            Entry("undo", "journal:undo", "撤销上一次操作"),
            Entry("redo", "journal:redo", "重做刚撤销的操作"),
            Entry("journal", "journal:journal", "操作记录：查看、校验"),
        ),
    ),
    (
        "收发",
        (Entry("form", "forms:form", "填报表收发：给各单位发表、合并交回的表、看谁还没交"),),
    ),
    (
        "导入",
        (Entry("import", "importing:import_", "导入别处的台账（Excel），先看逐行怎么办，再一次办完"),),
    ),
    (
        "导出",
        (
            Entry("export", "exporting:export", "导出清单和台账（Excel）"),
            Entry("paper", "papers:paper", "公文（Word）：督办、提醒、告诫、交办、审批表、调度和报告"),
            Entry("fill", "filling:fill", "填写上级发来的表：只写我们的格子，别处一个字不动"),
        ),
    ),
    (
        "设置与维护",
        (
            Entry("campaign", "campaigns:campaign", "专项：设置、事件、方面，一个事项并入几个专项"),
            Entry("db", "database:db", "台账文件：升级、检查、备份、恢复、搬迁"),
            Entry("doctor", "doctor:doctor", "检查运行环境和台账"),
            Entry("demo", "demo:demo", "打开样例台账试用"),
        ),
    ),
)

ENTRIES = {entry.name: entry for _, entries in SECTIONS for entry in entries}
