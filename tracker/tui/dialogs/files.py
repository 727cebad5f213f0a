"""Files chosen by keys or mouse: a path that is typed, folders to go through, what is chosen so far."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import DirectoryTree, Input, Static

from tracker.tui.dialogs.field import Field
from tracker.tui.dialogs.field_dialog import FieldDialog, Result
from tracker.tui.dialogs.fields import FieldBox, FileTree
from tracker.tui.keymap import key_for
from tracker.tui.keys import ONE_FILE, RETURNED_FILES, bindings
from tracker.tui.lines import Lines, assemble


class FolderTree(FileTree):
    """Folders, and the files of the wanted endings; others are reached by typing their path."""

    def __init__(self, folder: Path, endings: frozenset[str], *, id: str) -> None:
        super().__init__(folder, id=id)
        self._endings = endings

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Others stay hidden."""
        shown = []
        for path in super().filter_paths(paths):
            with suppress(OSError):
                if path.suffix.lower() in self._endings or path.is_dir():
                    shown.append(path)
        return shown


class FilesDialog(FieldDialog[Result]):
    """A path, folders below it, and what is chosen; what the files are for is said by its heirs."""

    INTRO: str = ""
    ENDINGS: frozenset[str] = frozenset()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._chosen: list[Path] = []

    def content(self) -> Iterable[Widget]:
        """Path, folders, what is chosen."""
        yield Static(id="files-intro", markup=False)
        yield FieldBox(Field("path", "文件", hint="写路径，或按 ↓ 到目录里选，Enter 选定"))
        yield Static(id="files-folder", markup=False)
        yield FolderTree(self._folder, self.ENDINGS, id="files-tree")
        yield Static(id="files-chosen", markup=False)
        yield from self.further_fields()

    def further_fields(self) -> Iterable[Widget]:
        """What is asked besides."""
        return ()

    @abstractmethod
    def nothing_chosen(self) -> str:
        """Said as long as nothing is chosen."""

    def on_mount(self) -> None:
        """In the folder that was used last."""
        self.query_one("#field-path").focus()
        self._tell()

    def _lay_out(self) -> None:
        super()._lay_out()
        self.query_one(FolderTree).styles.height = max(4, min(14, self.size.height - 18))
        intro = Lines(min(self.size.width - 4, 84) - 8)
        intro.text(self.INTRO, "$muted")
        self.query_one("#files-intro", Static).update(intro.content())
        self._tell()

    def on_file_tree_folder_changed(self) -> None:
        """Say which one it is."""
        self._tell()

    def opens_folder(self) -> bool:
        """Whether what is typed is a folder: what lies in it is listed then, to choose from."""
        typed = self.value("path").strip(' "“”')
        folder = Path(typed).expanduser()
        if not typed or not folder.is_dir():
            return False
        tree = self.query_one(FolderTree)
        tree.go_to(folder)
        tree.focus()
        self.query_one("#field-path", Input).value = ""
        return True

    @property
    def folder(self) -> Path:
        """Where the folders begin."""
        return Path(self.query_one(FolderTree).path)

    def _tell(self) -> None:
        self.query_one("#files-folder", Static).update(
            assemble(
                ("目录 ", "$muted"),
                (str(self.folder), "$foreground"),
                (f"  {key_for('up', '上一级')} 上一级", "$faint"),
            )
        )
        names = "、".join(path.name for path in self._chosen)
        said = f"已选 {len(self._chosen)} 份：{names}" if names else self.nothing_chosen()
        lines = Lines(min(self.size.width - 4, 84) - 8)
        lines.cut_text(said, 2, "bold $foreground" if names else "$faint", first=("", ""))
        self.query_one("#files-chosen", Static).update(lines.content())

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        """Chosen, or no longer."""
        event.stop()
        self.file_selected(Path(event.path))

    def file_selected(self, path: Path) -> None:
        """One of several: chosen, or no longer."""
        if path in self._chosen:
            self._chosen.remove(path)
        else:
            self._chosen.append(path)
        self._tell()

    def action_up(self) -> None:
        """F4."""
        self.query_one(FolderTree).go_up()

    def action_drop(self) -> None:
        """F8."""
        if self._chosen:
            self._chosen.pop()
            self._tell()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter begins."""
        event.stop()
        self.action_start()

    @abstractmethod
    def action_start(self) -> None:
        """F2."""


WORKBOOKS = frozenset((".xlsx", ".xlsm"))


class OneFileDialog(FilesDialog[Path | None]):
    """Returns the file that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ONE_FILE)]
    HINTS = ONE_FILE

    def __init__(self, folder: Path, title: str, intro: str, endings: frozenset[str]) -> None:
        self.TITLE_SHOWN, self.INTRO, self.ENDINGS = title, intro, endings
        super().__init__(folder)

    def nothing_chosen(self) -> str:
        """One is enough."""
        return "在目录里按 Enter 就打开"

    def file_selected(self, path: Path) -> None:
        """It is this one."""
        self._take(path)

    def action_start(self) -> None:
        """F2: the one that is typed; of a folder, what lies in it."""
        if self.opens_folder():
            return
        typed = self.value("path")

        def existing() -> Path:
            from tracker.tui.workers.writes import existing_file

            return existing_file(typed)

        self.in_thread(existing, self._take, group="file", failed=self.refuse)

    def _take(self, path: Path) -> None:
        self.tracker.places.keep_folder(path.parent)
        self.dismiss(path)


class ReturnedFilesDialog(FilesDialog[list[Path] | None]):
    """Returns the files and folders that came back, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(RETURNED_FILES)]
    TITLE_SHOWN = "收交回的填报表"
    HINTS = RETURNED_FILES
    INTRO = "交回的表放在一个文件夹里，整个文件夹一起收；也可以只选几份。先看逐处怎样，再合并"
    ENDINGS = frozenset((".xlsx", ".xlsm", ".xls", ".et"))

    def nothing_chosen(self) -> str:
        """A folder, or files."""
        begin = key_for("start", "开始")
        return f"{key_for('whole_folder')} 收光标所在的整个文件夹；或按 Enter 逐份选，再按 {begin}"

    def action_whole_folder(self) -> None:
        """F5: the folder under the cursor, else the one that is open."""
        node = self.query_one(FolderTree).cursor_node
        path = node.data.path if node is not None and node.data is not None else self.folder
        self._take([path if path.is_dir() else path.parent])

    def action_start(self) -> None:
        """F2: what is chosen, and what is typed."""
        typed, chosen = self.value("path"), tuple(self._chosen)

        def existing() -> list[Path]:
            from tracker.tui.workers.form_writes import existing_places

            return existing_places(typed, chosen)

        self.in_thread(existing, self._take, group="files", failed=self.refuse)

    def _take(self, paths: list[Path]) -> None:
        self.tracker.places.keep_forms_folder(paths[-1] if paths[-1].is_dir() else paths[-1].parent)
        self.dismiss(paths)
