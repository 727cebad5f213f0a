"""Keys of the first page."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.key import Key

OVERVIEW: Final = (
    Key("open_figure", ("enter",), "Enter", "看清单", "kqd", "打开这个数字的清单；周期工作登记已办"),
    Key("finish_duty", ("f2",), "F2", "周期已办", "zqyb", "登记光标处（或最早一期）周期工作已办"),
    Key("next_panel", ("tab",), "Tab", "下一栏", "xyl", "到下一栏；方向键也能走到旁边的栏"),
    Key("next_chart", ("f6", "t"), "F6", "换图", "ht", "窗口小时换一张图：按单位、趋势、按类别"),
    Key("next_grain", ("f3", "g"), "F3", "周旬月", "zxy", "趋势图按月、按周、按旬轮换"),
    Key("mine", ("f7",), "F7", "挖掘", "wj", "读一份新的来源文件"),
    Key("panel_left", ("left", "h"), "←", "左边的栏", "zbdl", "到左边的栏", in_foot=False),
    Key("panel_right", ("right", "l"), "→", "右边的栏", "ybdl", "到右边的栏", in_foot=False),
    Key("add_item", ("ctrl+n",), "Ctrl+N", "新增", "xz", "手工新增一项问题或任务", in_foot=False),
    Key("review", ("ctrl+r",), "Ctrl+R", "复核", "fh", "复核挖掘出来的候选", in_foot=False),
)
