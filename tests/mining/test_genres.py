"""Whole papers of the kinds an office gets, each line with the label a careful person would give it."""

from datetime import date

import pytest

from tracker.mining import mine

LETTERS = {"problem": "P", "task": "T", "measure": "M", "result": "R"}

REPORT = """
- 平湖县水务局关于往来款清理进展情况的通报
R 3月10日至5月12日，审计组对水务局进行了专项审计。
- 现将清理进展情况予以公布。
- 一、水务局履行主体责任情况
R （一）压实责任，统一思想。
R 局党组第一时间召开会议研究清理办法。
- 二、反馈问题整改落实情况
P （一）关于“往来款长期挂账”的问题
M 整改措施：一是完善对账办法；
M 二是每季度至少对账1次。
R 整改情况：已清理往来款36笔，收回欠款12万元。
P （二）针对“库存不实”问题。
R 盘点库房88间，公示旧货清单。
P （三）部分组室记账意识不强的问题。
R 整改进展：约谈组长5人，培训会计12人。
- 三、存在的困难和下一步打算
P 虽然清理取得了成效，但还有一定差距，少数问题整改还不够彻底。
M 下一步，局党组将紧盯未清事项，持续用力。
T （一）持续压实责任。
M 对正在推进的，紧盯不放，确保年底前全部完成。
- 欢迎群众对清理情况进行监督。
- 如有意见建议，请及时向我们反映。
- 电子邮箱：account@example.com。
- 平湖县水务局
- 2023年12月20日
"""
INSPECTION = """
- 关于第二季度库房督查情况的通报
- 各乡镇，县直各部门：
- 现将有关情况通报如下：
- 一、总体情况
R 县水务局库房管理规范，受到群众好评。
- 二、存在问题
P （一）在库登记不理想。
P （二）出入库抓得不严。
P 个别单位随意出库、白条抵库。
M 有关单位将处理结果于7月30日前报县审计局。
- 三、工作要求
M 各单位要举一反三，认真开展自查。
- 特此通报
"""
MINUTES = """
- 县往来款清理领导小组第三次会议纪要
- （2023年9月5日）
R 会议指出，今年以来，全县欠款“双下降”。
P 但一些单位欠款依然突出，基层会计力量薄弱。
M 各单位要时刻绷紧这根弦，坚决克服厌战情绪。
- 会议要求，
M 一要压实责任。
T 二要排查隐患。
M 9月底前，县审计局对全县库房开展一次拉网式排查。
- 会议议定以下事项：
M 1.由县水务局安排资金50万元，用于更换库房门锁。
M 2.县审计局牵头，每季度组织一次联合盘点。
"""
PLAN = """
- 平湖县水务局往来款整改工作方案
- 为扎实做好整改工作，特制定本方案。
- 一、整改任务
- （一）账务管理方面
P 1.存在问题：会计学习不系统，以抄代学。
M 整改措施：（1）制定年度学习计划；
M （2）班子成员每年到组室讲课不少于1次。
- 责任科室：办公室
P 2.存在问题：盘点制度落实不到位。
M 整改措施：将盘点纳入组室年度考核。
- 整改时限：长期坚持
- 二、保障措施
T （一）加强组织领导。
M 成立领导小组，局长任组长。
"""


@pytest.mark.parametrize("paper", [REPORT, INSPECTION, MINUTES, PLAN], ids=["通报", "督查", "纪要", "方案"])
def test_each_line_of_a_paper(paper: str) -> None:
    lines = [line[2:] for line in paper.strip().splitlines()]
    findings = mine("\n".join(lines) + "\n", date(2023, 12, 20)).findings
    labels = {finding.text: LETTERS[finding.kind] for finding in findings}
    assert [f"{labels.get(line, '-')} {line}" for line in lines] == paper.strip().splitlines()
