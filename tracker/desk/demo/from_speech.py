"""What became of the leader's speech: five shortcomings and six groups of directives."""

from __future__ import annotations

from datetime import date
from typing import Final

from tracker.desk.demo.cast import CLERK, OFFICE, PARTY, PLANNED, REVIEWER, SPEECH, SUPPLY, WORKS, owners
from tracker.desk.demo.plot import (
    Applied,
    Closed,
    Extended,
    Finished,
    Proven,
    Reported,
    Resumed,
    Returned,
    Story,
)
from tracker.ledger.words import ItemKind, RectificationType

FROM_SPEECH: Final = (
    Story(
        "学用结合不够紧密",
        SPEECH,
        ItemKind.PROBLEM,
        PLANNED,
        category="理论学习",
        target="学习制度修订到位，每个支部至少用学习成果解决1个实际问题",
        owners=owners("机关党委", "人事科", person="孙悦"),
        limit="4月底前",
        measures=(
            ("修订党组理论学习中心组学习制度", "制度印发"),
            ("各支部报送“一支部一课题”清单", "7个支部全部报送"),
        ),
        events=(
            Reported(date(2024, 4, 18), PARTY, "学习制度修订稿已征求意见，采纳建议7条。"),
            Reported(
                date(2024, 4, 29),
                PARTY,
                "《党组理论学习中心组学习制度》经党组会议审定印发。",
                finishes="学习制度",
            ),
            Proven(
                date(2024, 4, 29),
                PARTY,
                "关于印发中心组学习制度的通知.txt",
                "云水党发〔2024〕9号（演示文件）",
            ),
            Finished(date(2024, 5, 8), PARTY, "7个支部课题清单已收齐，较计划晚8天。"),
            Applied(
                date(2024, 5, 9),
                PARTY,
                "学习制度已印发执行，7个支部均已报送课题并解决实际问题9个。",
                "对局属单位学习制度一并作了排查，修订3项。",
            ),
            Closed(date(2024, 5, 10), REVIEWER, "材料齐全，同意销号；课题清单报送迟缓，请引以为戒。"),
        ),
    ),
    Story(
        "调研成果转化不够及时",
        SPEECH,
        ItemKind.PROBLEM,
        PLANNED,
        category="调查研究",
        target="17条未采纳建议逐条有结论，应转化的全部转化为制度或项目",
        owners=owners("局办公室", "水资源管理科", "政策法规科", person="林晓"),
        limit="6月底前",
        measures=(
            ("建立调研成果转化台账，逐条明确承接科室", "17条建议全部入账"),
            ("对未采纳建议逐条提出处理意见，报党组会议审定", "党组会议纪要"),
            ("将成熟建议转化为制度或项目", "形成制度不少于2项"),
        ),
        events=(
            Reported(
                date(2024, 4, 10), OFFICE, "转化台账已建立，17条建议分解到9个科室。", finishes="转化台账"
            ),
            Proven(date(2024, 4, 10), OFFICE, "调研成果转化台账.txt", "17条建议及承接科室（演示文件）"),
            Reported(
                date(2024, 5, 30),
                OFFICE,
                "党组会议审定处理意见：采纳12条、暂缓3条、不采纳2条。",
                finishes="处理意见",
            ),
            Reported(date(2024, 6, 14), OFFICE, "节水奖励办法已完成起草，正在合法性审查。"),
        ),
    ),
    Story(
        "前紧后松",
        SPEECH,
        ItemKind.PROBLEM,
        PLANNED,
        category="整改落实",
        target="未完成整改的6个问题全部办结，群众认可",
        owners=owners("局主题教育办公室", "各责任科室", person="李明"),
        limit="9月底前",
        measures=(
            ("对未完成整改的6个问题逐一建档", "一问题一档案"),
            ("对已整改问题开展满意度回访", "回访不少于100人"),
        ),
        events=(
            Reported(date(2024, 4, 12), CLERK, "6个问题已逐一建档，其中4个立行立改。", finishes="逐一建档"),
            Finished(date(2024, 5, 17), CLERK, "完成电话回访46人。"),
            Proven(date(2024, 5, 17), CLERK, "满意度回访记录.txt", "回访46人，满意41人（演示文件）"),
            Applied(
                date(2024, 5, 20),
                CLERK,
                "6个问题已建档整改，回访群众46人，满意率89%。",
                "对其余21个已整改问题抽查了5个，未见反弹。",
            ),
            Returned(
                date(2024, 5, 24),
                REVIEWER,
                "回访人数未达到完成标准的100人，且2个问题尚无佐证材料，请补充回访和佐证后再报。",
            ),
            Resumed(date(2024, 5, 24), CLERK, "满意度回访", "回访人数不足，按退回要求补充"),
            Reported(date(2024, 6, 13), CLERK, "已补充回访38人，累计84人；2个问题的佐证材料正在收集。"),
        ),
    ),
    Story(
        "工程建设监管还有漏洞",
        SPEECH,
        ItemKind.PROBLEM,
        PLANNED,
        category="工程监管",
        target="在建小型水利项目质量排查全覆盖，问题全部入账整改",
        owners=owners("建设管理科", "市水务工程质量监督站", person="周海涛"),
        limit="6月20日前",
        measures=(
            ("完成21个在建项目质量排查，建立问题清单", "排查报告和问题清单"),
            ("向质量监督站通报排查结果并督促返工", "返工复验记录"),
        ),
        events=(
            Reported(date(2024, 5, 22), WORKS, "已排查14个项目，发现质量缺陷31处。"),
            Reported(
                date(2024, 6, 12), WORKS, "21个项目排查完毕，问题清单已通报质量监督站。", finishes="质量排查"
            ),
            Proven(date(2024, 6, 12), WORKS, "在建项目质量问题清单.txt", "缺陷47处，已返工39处（演示文件）"),
        ),
    ),
    Story(
        "机关作风建设抓得不够经常",
        SPEECH,
        ItemKind.PROBLEM,
        PLANNED,
        category="作风建设",
        target="发文、会议同比减少20%以上，面向基层的报表压减三分之一",
        owners=owners("局办公室", "机关纪委", person="林晓"),
        limit="5月底前",
        measures=(
            ("制定年度会议计划和发文计划", "计划印发"),
            ("清理面向基层的报表", "保留报表清单"),
        ),
        events=(
            Reported(date(2024, 4, 8), OFFICE, "年度会议计划、发文计划印发执行。", finishes="会议计划"),
            Finished(date(2024, 5, 24), OFFICE, "面向基层的报表由42张减为26张。"),
            Proven(date(2024, 5, 24), OFFICE, "保留报表清单.txt", "26张报表（演示文件）"),
            Applied(
                date(2024, 5, 27),
                OFFICE,
                "1至5月发文减少27%，会议减少31%，报表压减38%。",
                "同步清理了工作群17个、政务应用程序2个。",
            ),
            Closed(date(2024, 5, 29), REVIEWER, "现场核对无误，同意销号。"),
        ),
    ),
    Story(
        "理论武装要常抓不懈",
        SPEECH,
        ItemKind.TASK,
        PLANNED,
        takes_measures=True,
        category="理论学习",
        target="学习制度化、常态化，每季度有成果交流",
        owners=owners("机关党委", "人事科", person="孙悦"),
        limit="长期坚持",
        events=(
            Reported(
                date(2024, 4, 29), PARTY, "学习制度已印发，列席旁听、学习通报写入其中。", finishes="4月底前"
            ),
            Reported(date(2024, 6, 13), PARTY, "二季度学习成果交流会已召开，形成问题研讨清单7份。"),
        ),
    ),
    Story(
        "调研成果要加快转化",
        SPEECH,
        ItemKind.TASK,
        PLANNED,
        takes_measures=True,
        category="调查研究",
        target="调研建议件件有着落，试点经验可推广",
        owners=owners("局办公室", "水资源管理科", "农村水利科", person="林晓"),
        limit="8月底前",
        events=(
            Reported(date(2024, 5, 30), OFFICE, "17条建议处理意见经党组会议审定。", finishes="转化台账"),
            Reported(date(2024, 6, 5), OFFICE, "禾川县、北滩区4个试点乡镇已选定，管护人员到岗。"),
        ),
    ),
    Story(
        "整改落实要动真碰硬",
        SPEECH,
        ItemKind.TASK,
        PLANNED,
        takes_measures=True,
        category="整改落实",
        target="整改结果经得起“回头看”检验",
        owners=owners("局主题教育办公室", "各责任科室", person="李明"),
        limit="10月中旬前",
        type=RectificationType.PHASED,
        waiver="“回头看”具体日期待党组会议确定，先挂号推进",
        events=(
            Reported(date(2024, 4, 12), CLERK, "能够马上改的4个问题全部改到位。", finishes="立行立改"),
            Reported(date(2024, 6, 3), CLERK, "整改情况公示稿已报分管领导审阅。"),
        ),
    ),
    Story(
        "工程监管要补齐短板",
        SPEECH,
        ItemKind.TASK,
        PLANNED,
        takes_measures=True,
        category="工程监管",
        target="质量抽检覆盖率80%以上，设计变更审批规范",
        owners=owners("建设管理科", "计划财务科", "市水务工程质量监督站", person="周海涛"),
        limit="9月底前",
        waiver="质量抽检贯穿全年，事项按9月底前规范审批管理，抽检如需顺延再办延期",
        events=(
            Reported(date(2024, 5, 28), WORKS, "已抽检9个项目，覆盖率43%。"),
            Reported(date(2024, 6, 12), WORKS, "21个在建项目质量排查完毕。", finishes="质量排查"),
            Extended(date(2024, 6, 13), CLERK, "12月底前", "主汛期部分工地停工，抽检须待汛后进行", "陈致远"),
        ),
    ),
    Story(
        "作风建设要久久为功",
        SPEECH,
        ItemKind.TASK,
        PLANNED,
        takes_measures=True,
        category="作风建设",
        owners=owners("局办公室", "机关纪委"),
        limit="尽快",
        registered=False,
    ),
    Story(
        "民生实事要办出实效",
        SPEECH,
        ItemKind.TASK,
        PLANNED,
        takes_measures=True,
        category="民生服务",
        target="15项民生实事全部办结，低洼片区安全度汛",
        owners=owners("市供水服务中心", "河湖管理科", person="吴敏"),
        limit="5月31日前",
        events=(
            Reported(date(2024, 4, 26), SUPPLY, "6处泵站已检修4处，其余2处等待配件到货。"),
            Proven(date(2024, 4, 26), SUPPLY, "泵站检修记录.txt", "一号至四号泵站检修合格（演示文件）"),
            Reported(
                date(2024, 5, 17), SUPPLY, "剩余1项民生实事（社区直饮水点）建成投用。", finishes="为民办实事"
            ),
            Reported(date(2024, 6, 6), SUPPLY, "剩余2处泵站因电机返厂尚未修复，已架设临时泵车。"),
        ),
    ),
)
