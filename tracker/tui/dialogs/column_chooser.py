"""Choose the columns of the list, their order and their width."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tracker.text.cells import pad
from tracker.tui.column_layout import LEAST, TITLE, WIDEST, ColumnLayout, Place
from tracker.tui.keymap import key_for
from tracker.tui.keys import Key, bindings
from tracker.tui.lines import assemble, plain
from tracker.tui.widgets.columns import COLUMNS, default_layout, fitted
from tracker.tui.widgets.key_bar import KeyHints
from tracker.tui.widgets.marked_list import MarkedList

CHOOSER = (
    Key("want", ("space", "ideographic_space"), "空格", "要/不要", "yby", "显示或不显示这一列"),
    Key("shift(-1)", ("shift+up", "ctrl+up"), "Shift+↑", "左移", "zy", "向左移一列"),
    Key("shift(1)", ("shift+down", "ctrl+down"), "Shift+↓", "右移", "yy", "向右移一列"),
    Key("widen(-1)", ("left",), "←", "窄", "z", "窄一格"),
    Key("widen(1)", ("right",), "→", "宽", "k", "宽一格"),
    Key("restore", ("f3",), "F3", "恢复默认", "hfmr", "恢复原来的列"),
    Key("done", ("f2", "enter"), "F2", "完成", "wc", "按这样显示"),
    Key("give_up", ("escape",), "Esc", "取消", "qx", "不改"),
)


class ColumnList(MarkedList, inherit_bindings=False):
    """Enter is left to the dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in OptionList.BINDINGS if isinstance(binding, Binding) and binding.key != "enter"
    ]


class ColumnChooser(ModalScreen[ColumnLayout | None]):
    """Returns the layout, or None where nothing was changed.

    Of columns that nobody chose those are wanted that are in sight: what is ticked is what is seen. What is
    wanted and finds no room is told at once, for the list cannot.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(CHOOSER)]
    CSS_PATH = "form.tcss"

    def __init__(
        self, layout: ColumnLayout, widths: Mapping[str, int], cells: int = 0, number: int = 0
    ) -> None:
        super().__init__()
        self._widths = dict(widths)
        """As shown now."""
        self._cells, self._number = cells, number
        """Of the whole list, and of its widest 编号."""
        wanted = layout.keys if layout.is_chosen or not widths else tuple(widths)
        self._keys = list(dict.fromkeys((*wanted, *layout.keys, *COLUMNS)))
        self._wanted = set(wanted)
        self._fixed = {place.key: place.cells for place in layout.places if place.cells}
        self._before = self._layout

    @property
    def _layout(self) -> ColumnLayout:
        places = [Place(key, self._fixed.get(key, 0)) for key in self._keys if key in self._wanted]
        return ColumnLayout(tuple(places), is_chosen=True)

    @property
    def _in_sight(self) -> set[str]:
        """Columns for which there is room as the window is now."""
        if not self._cells:
            return set(self._wanted)
        return {shown.column.key for shown in fitted(self._layout, self._cells, number=self._number)}

    def compose(self) -> Iterable[Widget]:
        """Every column with its sign and width."""
        with Vertical(id="form", classes="-small"):
            yield Static(plain("要看的列", "bold $vermilion"), id="form-title", markup=False)
            yield ColumnList(id="pick-list", markup=False, compact=True)
            yield KeyHints(CHOOSER[:5])
            yield KeyHints(CHOOSER[5:])

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one(OptionList).focus()
        self._show(0)

    def _show(self, place: int) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        in_sight = self._in_sight
        options.add_options(Option(self._line(key, key in in_sight)) for key in self._keys)
        options.highlighted = place

    def _line(self, key: str, is_in_sight: bool) -> Content:
        is_wanted = key in self._wanted
        fixed = self._fixed.get(key)
        remark = "占余下的宽度" if key == TITLE else f"{fixed} 格" if fixed else "按内容"
        return assemble(
            ("[√] " if is_wanted else "[ ] ", "$vermilion"),
            (pad(COLUMNS[key].heading, 14), "bold $foreground" if is_wanted else "$muted"),
            (pad(remark, 14), "$muted"),
            (
                f"放不下，{key_for('columns_right')} 看" if is_wanted and not is_in_sight else "",
                "$lamp-near",
            ),
        )

    @property
    def _present(self) -> tuple[int, str]:
        place = self.query_one(OptionList).highlighted or 0
        return place, self._keys[place]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click takes or leaves the column; Enter is the dialog's own."""
        event.stop()
        self.action_want()

    def action_want(self) -> None:
        """Show it or not; the problem itself is always shown."""
        place, key = self._present
        if key != TITLE:
            self._wanted ^= {key}
            self._show(place)

    def action_shift(self, by: int) -> None:
        """One place to the left or right."""
        place, _ = self._present
        other = place + by
        if 0 <= other < len(self._keys):
            self._keys[place], self._keys[other] = self._keys[other], self._keys[place]
            self._show(other)

    def action_widen(self, by: int) -> None:
        """A cell wider or narrower."""
        place, key = self._present
        if key != TITLE:
            present = self._fixed.get(key) or self._widths.get(key) or COLUMNS[key].cells
            self._fixed[key] = min(WIDEST, max(LEAST, present + by))
            self._show(place)

    def action_restore(self) -> None:
        """As delivered."""
        self.dismiss(default_layout())

    def action_done(self) -> None:
        """So it shall be."""
        layout = self._layout
        self.dismiss(layout if layout != self._before else None)

    def action_give_up(self) -> None:
        """Nothing changed."""
        self.dismiss(None)
