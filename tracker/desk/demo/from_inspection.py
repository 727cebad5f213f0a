"""What became of the inspection: the plan's problems, three of the feedback, one typed in by hand."""

from __future__ import annotations

from datetime import date
from typing import Final

from tracker.desk.demo.cast import (
    CLERK,
    FEEDBACK,
    LEADER,
    OFFICE,
    PARTY,
    PLAN,
    REVIEWED,
    REVIEWER,
    RIVERS,
    SUPPLY,
    WORKS,
    owners,
)
from tracker.desk.demo.plot import (
    Applied,
    Closed,
    Finished,
    LookedBack,
    Proven,
    Reopened,
    Reported,
    Stopped,
    Story,
)
from tracker.ledger.words import ItemKind

FROM_PLAN: Final = (
    Story(
        "第一议题制度执行不严",
        PLAN,
        ItemKind.PROBLEM,
        REVIEWED,
        title="第一议题制度执行不严，以文件传阅代替集体学习",
        takes_measures=True,
        category="政治建设",
        target="第一议题制度执行规范，学习研讨有记录、有督办",
        owners=owners("局办公室", "机关党委", "人事科", person="林晓"),
        limit="5月底前",
        waiver="督办台账6月底前建成，学习制度的整改仍按5月底前完成",
        measures=(("将第一议题执行情况纳入年度考核", "考核办法修订"),),
        events=(
            Finished(date(2024, 5, 27), OFFICE, "议事规则修订印发，历年会议记录核查完毕，督办台账启用。"),
            Proven(
                date(2024, 5, 27), OFFICE, "局党组会议议事规则（修订）.txt", "第三章 第一议题（演示文件）"
            ),
            Proven(
                date(2024, 5, 27), OFFICE, "党组会议记录核查报告.txt", "核查58次会议，补记7次（演示文件）"
            ),
            Applied(
                date(2024, 5, 28),
                OFFICE,
                "修订议事规则1项，核查会议记录58次，补记说明7次，督办台账运行正常。",
                "局属7个党组织同步开展自查，补正问题4个。",
            ),
            Closed(date(2024, 5, 30), REVIEWER, "制度和记录均已核对，同意销号。"),
            LookedBack(date(2024, 6, 12), CLERK, "抽查6月上旬2次党组会议记录，均有集体学习和交流发言。"),
        ),
    ),
    Story(
        "农村供水水质检测不到位",
        PLAN,
        ItemKind.PROBLEM,
        REVIEWED,
        title="农村供水水质检测不到位，部分水厂消毒设备带病运行",
        takes_measures=True,
        category="民生服务",
        target="23座水厂消毒设备全部正常运行，水质检测全覆盖并公示",
        owners=owners("农村水利科", "市供水服务中心", "各县区水务局", person="吴敏"),
        limit="7月15日前",
        measures=(("举办水厂管理人员操作培训", "培训不少于60人"),),
        events=(
            Reported(
                date(2024, 6, 7),
                SUPPLY,
                "23座水厂检修完成，更换消毒设备8台，全部通过试运行。",
                finishes="消毒设备",
            ),
            Proven(date(2024, 6, 7), SUPPLY, "消毒设备更换验收单.txt", "8台设备验收合格（演示文件）"),
            Proven(date(2024, 6, 7), SUPPLY, "设备更换前后对照说明.txt", "设备铭牌与照片编号（演示文件）"),
            Reported(date(2024, 6, 17), SUPPLY, "第三方检测已采样17座，合格16座，1座复检。"),
        ),
    ),
    Story(
        "设计变更审批把关不严",
        PLAN,
        ItemKind.PROBLEM,
        REVIEWED,
        title="水利工程设计变更审批把关不严，先变更后审批时有发生",
        takes_measures=True,
        category="工程监管",
        target="历史变更清理到位，审批权限和责任追究有制度可依",
        owners=owners("建设管理科", "计划财务科", "机关纪委", person="周海涛"),
        limit="9月底前",
        measures=(("组织设计变更管理业务培训", "参训率100%"),),
        events=(
            Reported(
                date(2024, 5, 31),
                WORKS,
                "34个项目清理完毕，9个先变更后审批项目提出处理意见。",
                finishes="专项清理",
            ),
            Proven(date(2024, 5, 31), WORKS, "设计变更专项清理报告.txt", "34个项目清理情况（演示文件）"),
        ),
    ),
    Story(
        "水费收缴管理混乱",
        PLAN,
        ItemKind.PROBLEM,
        REVIEWED,
        title="水费收缴管理混乱，长期拖欠水费清收不力",
        takes_measures=True,
        category="财务管理",
        target="清收欠费不少于420万元，超标准收费应退尽退",
        owners=owners("市供水服务中心", "计划财务科", person="吴敏"),
        limit="2024年底前",
        measures=(("建立欠费按月通报机制", "每月通报1次"),),
        events=(
            Reported(date(2024, 5, 29), SUPPLY, "欠费清单已建立，涉及用户212户，已清收96万元。"),
            Reported(date(2024, 6, 14), SUPPLY, "累计清收153万元，清退二次供水运行费11.2万元。"),
        ),
    ),
    Story(
        "基层党支部组织生活不经常",
        PLAN,
        ItemKind.PROBLEM,
        REVIEWED,
        title="基层党支部组织生活不经常，个别支部长期不按期换届",
        takes_measures=True,
        category="基层党建",
        target="应换未换的3个支部全部换届，组织生活制度落实",
        owners=owners("机关党委", "人事科", person="孙悦"),
        limit="6月25日前",
        measures=(("对支部组织生活记录开展交叉检查", "检查通报"),),
        events=(
            Reported(date(2024, 5, 23), PARTY, "3个支部换届请示已批复。"),
            Finished(date(2024, 6, 14), PARTY, "3个支部完成换届选举，述职评议制度和交叉检查均已落实。"),
            Proven(date(2024, 6, 14), PARTY, "支部换届选举结果批复.txt", "3个支部选举结果（演示文件）"),
            Applied(
                date(2024, 6, 17),
                PARTY,
                "3个支部于6月13日前全部完成换届，上半年述职评议已开展。",
                "对7个支部届期逐一登记，建立到期提醒。",
            ),
        ),
    ),
    Story(
        "公务接待、公车管理不规范",
        PLAN,
        ItemKind.PROBLEM,
        REVIEWED,
        title="公务接待、公车管理不规范",
        takes_measures=True,
        category="纪律作风",
        target="公务接待全部凭公函，公车使用登记完整",
        owners=owners("局办公室", "机关纪委", "计划财务科", person="林晓"),
        limit="立行立改，长期坚持",
        measures=(("每月公示公车使用登记情况", "按月公示"),),
        events=(Reported(date(2024, 5, 7), OFFICE, "公函审批和公车登记制度已印发，自5月起执行。"),),
    ),
    Story(
        "适时优化党支部设置",
        PLAN,
        ItemKind.TASK,
        REVIEWED,
        title="结合机构改革，适时优化党支部设置",
        category="基层党建",
        owners=owners("机关党委", "人事科"),
        limit="机构改革结束后一个月内",
        registered=False,
        events=(
            Stopped(
                date(2024, 5, 20), LEADER, "局属单位机构改革方案调整，党支部设置随新方案另行部署，本项终止。"
            ),
        ),
    ),
)

FROM_FEEDBACK: Final = (
    Story(
        "河湖长制落实不到位",
        FEEDBACK,
        ItemKind.PROBLEM,
        REVIEWED,
        category="河湖管理",
        owners=owners("河湖管理科", person="何立"),
        limit="立行立改，长期坚持",
        registered=False,
    ),
    Story(
        "干部队伍活力不足",
        FEEDBACK,
        ItemKind.PROBLEM,
        REVIEWED,
        category="队伍建设",
        target="年轻干部培养有规划，专业技术人员结构改善",
        limit="2024年底前",
        registered=False,
    ),
    Story(
        "个别问题整改不实",
        FEEDBACK,
        ItemKind.PROBLEM,
        REVIEWED,
        category="整改落实",
        detail="上轮巡察指出的河道管理范围划界问题，销号材料齐全，现场界桩缺失较多。",
        target="缺失界桩全部补设并逐桩登记",
        owners=owners("河湖管理科", "各县区水务局", person="何立"),
        limit="立行立改",
        measures=(("补设缺失界桩，逐桩拍照登记", "界桩登记册"),),
        events=(
            Finished(date(2024, 5, 16), RIVERS, "补设界桩128根。"),
            Proven(date(2024, 5, 16), RIVERS, "界桩登记册.txt", "一号至一二八号界桩（演示文件）"),
            Applied(
                date(2024, 5, 17), RIVERS, "128根缺失界桩全部补设。", "对其余河段界桩抽查40根，完好36根。"
            ),
            Closed(date(2024, 5, 20), REVIEWER, "同意销号。"),
            Reopened(
                date(2024, 6, 5),
                REVIEWER,
                "青石河下游补设界桩有11根倒伏，须加固并重新登记。",
                "6月4日局整改办现场回头看",
            ),
            Reported(date(2024, 6, 13), RIVERS, "11根界桩已重新浇筑基座，登记册正在更新。"),
        ),
    ),
)

BY_HAND: Final = (
    Story(
        "老城区二次供水泵房噪声扰民",
        None,
        ItemKind.PROBLEM,
        date(2024, 5, 27),
        category="群众诉求",
        detail="5月以来热线接到同一片区噪声投诉9件。",
        target="泵房噪声达标，投诉住户满意",
        owners=owners("市供水服务中心", person="吴敏"),
        limit="6月25日前",
        measures=(("更换减振支座，加装隔声门", "第三方噪声检测合格"), ("逐户回访投诉住户", "回访记录")),
        events=(
            Reported(
                date(2024, 6, 11), SUPPLY, "减振支座、隔声门安装完毕，夜间噪声检测达标。", finishes="减振支座"
            ),
            Proven(date(2024, 6, 11), SUPPLY, "夜间噪声检测报告.txt", "夜间38分贝（演示文件）"),
        ),
    ),
)

FROM_INSPECTION: Final = (*FROM_PLAN, *FROM_FEEDBACK, *BY_HAND)
