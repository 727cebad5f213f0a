"""Keys of the page of 专项, units and people."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.everywhere import BACK
from tracker.tui.keys.key import Key

DIRECTORY: Final = (
    Key("change", ("enter",), "Enter", "修改", "xg", "改光标所在的专项、单位或人员；没登记的名称，认定是谁"),
    Key(
        "add_units",
        ("f7",),
        "F7",
        "登记单位",
        "djdw",
        "一行一个，可以一次写很多；下级往右缩进，简称写在＝后面",
    ),
    Key(
        "add_person",
        ("f8",),
        "F8",
        "登记人员",
        "djry",
        "一行一个，可以一次粘贴很多：姓名、单位、职务、电话；先看再登记",
    ),
    Key("take_all", ("f5",), "F5", "都登记", "ddj", "事项里写着的单位，没登记的一次都登记，先列出来问"),
    Key(
        "set_event", ("f3",), "F3", "事件日期", "sjrq", "反馈、印发在哪一天：从它算起的时限一起重算，先看再改"
    ),
    Key("add_campaign", ("f4",), "F4", "新专项", "xzx", "再开一个专项：有自己的编号前缀、预警天数、销号要求"),
    Key(
        "make_default",
        ("f6",),
        "F6",
        "设为默认",
        "swmr",
        "以后新增、挖掘的事项归到光标所在的专项",
        in_foot=False,
    ),
    Key("list_items", ("f2",), "F2", "看事项", "ksx", "在台账里列出光标所在的专项、单位、人员名下的事项"),
    Key("remove", ("delete",), "Del", "删去", "sq", "删去光标所在的一条；还有事项的专项删不了"),
    BACK,
)
