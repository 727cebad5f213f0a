"""What a sentence says in the light of its part: tables of sentences, one for each kind of part."""

import pytest

from tracker.mining.classification import Verdict, judge
from tracker.mining.cues import read_cues
from tracker.mining.findings import FindingKind
from tracker.mining.roles import Placed, Role
from tracker.mining.vocabulary import Words

LETTERS = {"problem": "P", "task": "T", "measure": "M", "result": "R"}


def verdict(sentence: str, placed: Placed, *, numbered: bool, dated: bool = False) -> Verdict:
    return judge(placed, read_cues(Words(sentence)), sentence, numbered=numbered, dated=dated)


def letter(sentence: str, role: Role, rule: str, *, numbered: bool = False, dated: bool = False) -> str:
    kind = verdict(sentence, Placed(role, rule), numbered=numbered, dated=dated).kind
    return LETTERS[kind] if kind else "-"


PRESUMED = """
M 各组室要按月对账。
M 逐笔核清往来款。
M 按照分工，逐笔核清往来款。
M 因地制宜、分类清理库存。
M 对逾期的欠款，可返还本金。
M 县财政局负责复核。
M 仓管科按月盘点库存。
M 库存由仓管科盘点。
M 账目错漏需持续清理。
M 盘点的目的就是摸清家底，必须逐件过秤。
- 盘点的目的，就是摸清家底。
- 家底是过日子的本钱。
- 摸清家底是仓管科的核心任务。
- 盘点库存，是管好家业的基础。
- 逐件过秤对摸清家底具有重要意义。
- 能不能摸清家底，是对仓管科的一次考验。
- 仓管科行不行，就要看账实符不符。
- 只有逐件过秤，才是真盘点。
- 要想家底清，就必须天天记。
- 我多次讲过，家底不清寸步难行。
- 一旦账目乱了，家底就成了糊涂账。
- 下面，重点抓好三项工作。
- 今年采取两项举措。
- 为盘清库存，现提出以下意见：
- 库存指标由数量、品类两部分组成。
- 账本静静躺着。
M 凡是账实不符的，一律限时补齐。
M 坚决不让一笔坏账过夜。
M 审计组对二次催缴仍未见效的，提请县里对有关责任人进行约谈。
M 盘点已完成九成，请仓管科抓紧收尾。
M 请各组室抓好落实。
- 抓而不实，等于白抓。
- 账目不清，就是失职。
- 谁乱记账谁就担责。
- 只要天天记，就没有对不上的账。
- 加强对账，事关家业兴衰。
- 信任不能代替监督。
- 总书记强调，要算清发展的账。
- 为什么有的账年年对、年年错？
- 坚持日清月结是管好账的根本保证。
- 做好年末盘点，任务艰巨、责任重大。
R 重点项目对账按时收口，完成了全部核销。
P 建设、监理两家未严格核对单据，对错账督促更正不力。
P 主体责任不落实仍是坏账增多的主要原因。
M 对未按规定入账的，一律补录。
M 要盯住错账，推动更正取得明显成效。
R 局里高度重视，多次召开会议研究对账。
P 但也有少数组室应付了事。
P 有的不敢碰硬，遇事就躲。
P 一些干部的记账本领明显跟不上，必须重视。
R 先后盘点库存三次。
"""


@pytest.mark.parametrize("line", PRESUMED.strip().splitlines())
def test_where_most_sentences_are_directives(line: str) -> None:
    assert letter(line[2:], Role.DIRECTIVE, "body-directive") == line[0]


def test_a_number_or_a_time_limit_makes_a_directive_of_what_has_no_cue() -> None:
    line = "账本上墙。"
    assert letter(line, Role.DIRECTIVE, "body-directive") == "-"
    assert letter(line, Role.DIRECTIVE, "body-directive", numbered=True) == "M"
    assert letter(line, Role.DIRECTIVE, "body-directive", dated=True) == "M"
    assert letter(line, Role.DIRECTIVE, "heading-directive") == "M"


def test_a_speaker_explains_under_any_heading() -> None:
    placed = Placed(Role.DIRECTIVE, "heading-directive")
    line = "账本静静躺着。"
    cues = read_cues(Words(line))
    assert judge(placed, cues, line, numbered=False).kind is FindingKind.MEASURE
    assert judge(placed, cues, line, numbered=False, spoken=True).kind is None


ACCOUNT = """
M 要把盘点抓在手上，推动清账取得实实在在的效果。
M 必须把盘点抓到底，确保旧账得到彻底解决。
R 盘点取得实实在在的效果。
- 现向大会报告盘点整改情况，请予审议。
"""


@pytest.mark.parametrize("line", ACCOUNT.strip().splitlines())
def test_what_somebody_said_about_the_state_of_things(line: str) -> None:
    assert letter(line[2:], Role.ACCOUNT, "turn-account") == line[0]


NEUTRAL = """
M 各组室要按月对账。
R 仓管科组织盘点库存。
R 按照部署，仓管科召开盘点会。
- 逐笔核清往来款。
- 仓管科是管家的部门。
- 困难并不可怕。
- 粮情部门预计，本月下旬全县将出现返潮。
P 检查中发现一些组室记账不全。
P 督促对账不经常，跟踪问效不到位。
P 往来款清理较慢，大额欠款没有动。
M 防止清理不彻底，要逐笔过筛。
- 县水务局、农经站有关人员参会。
- 审计组通报了西库、东库等在盘点中存在的问题；
- 农经站就盘点提出相关工作要求。
- 现将盘点任务分解下达，请认真抓好落实。
P 复查时，西库、东库对存在的问题未进行有效整改。
P 从盘点看，普遍存在旧货混放、凭证缺失等问题。
M 盘点中，农经站若发现白条，会将货主记入名单。
P 主要是保管组长重视不够，不能及时登记入册。
P 西库管得较好，但会出现空账的现象。
P 无标识或者货架松动等隐患问题；
P 西库货架长期闲置，账目无法核对。
M 如缺口仍然突出，农经站将约谈保管组长。
- 碰头会由副镇长张平主持。
- 镇长李明对盘点工作进行了部署。
- 县审计局副局长张平主持会议并讲话。
- 与会人员就库房选址展开了讨论。
- 特此报告。
- 会议第二项，张平副站长对库房门锁、货架等问题进行了安全提示。
- 此次会议的召开，不仅增强了各站的责任感，也提供了保障。
- 李明在年会上作了《2024年度盘点报告》。
- 审计组向水务局反馈了审计情况。
R 镇里就盘点工作作了3次部署。
R 水务局通报了12起白条案件情况，整改9起。
M “下一步，各村要把沟渠逐段清完。”
- “把沟渠清完，心里就踏实。”
P 组长反馈了账目不够清楚、登记不规范等4个方面的问题，并提了建议。
"""


@pytest.mark.parametrize("line", NEUTRAL.strip().splitlines())
def test_where_nothing_tells_what_the_part_is_for(line: str) -> None:
    assert letter(line[2:], Role.NEUTRAL, "role-unknown") == line[0]


PROBLEM = """
- 现将盘点中存在的突出问题通报如下：
M 补账方案请以仓管科名义，在6月10日前交来。
P 凭证只补了一半，其余仍停留在整理阶段。
P 账目更新不及时。
P 问题还没有从根本上解决。
P 白条抵库的问题没有得到解决。
P 有些组室至今一次账都没有对。
P 有些组长嘴上说得多、手上动得少，账本摆样子。
- 本县地处山区。
- 管好账目，是取信于民的基础。
"""


@pytest.mark.parametrize("line", PROBLEM.strip().splitlines())
def test_below_a_heading_of_problems(line: str) -> None:
    assert letter(line[2:], Role.PROBLEM, "heading-problem") == line[0]


def test_a_numbered_point_below_a_heading_of_problems_is_one() -> None:
    assert letter("本县地处山区。", Role.PROBLEM, "heading-problem", numbered=True) == "P"


def test_a_verdict_names_its_rules() -> None:
    found = verdict("各组室要按月对账。", Placed(Role.DIRECTIVE, "body-directive"), numbered=False)
    assert (found.rules, found.sure) == (("body-directive", "cue-modal"), True)
    found = verdict("仓管科按月盘点库存。", Placed(Role.DIRECTIVE, "body-directive"), numbered=False)
    assert found.rules == ("body-directive", "agent-acts")


def test_a_goal_by_a_day_is_asked_for_though_it_sounds_done() -> None:
    line = "到2030年，河道水质明显改善。"
    placed = Placed(Role.DIRECTIVE, "heading-directive")
    cues = read_cues(Words(line))
    assert judge(placed, cues, line, dated=True).kind is FindingKind.RESULT
    assert judge(placed, cues, line, dated=True, aimed=True).kind is FindingKind.MEASURE


@pytest.mark.parametrize(
    "line",
    [
        "各组要把联系人报到村委会。",
        "要核实每笔款项的来源。",
        "各组按方案（见附件）组织清点。",
        "对占用现场的摊位，要予以通报。",
        "村委会组织人手对已结清的账目开展抽查。",
    ],
)
def test_words_of_a_papers_foot_inside_a_directive_hide_nothing(line: str) -> None:
    assert letter(line, Role.DIRECTIVE, "heading-directive") == "M"
