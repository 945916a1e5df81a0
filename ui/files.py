"""Dialogs that ask for a file or a folder, and leave no trace of where somebody looked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileInfo, QModelIndex, QPersistentModelIndex, QSettings
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QFileDialog,
    QFileIconProvider,
    QFileSystemModel,
    QHeaderView,
    QLineEdit,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QTreeView,
    QWidget,
)

from app.i18n import _, in_use
from app.surroundings import said_of_document
from ui import icons, saying
from ui.theme import theme
from ui.widgets.polish import repolish

Chosen = Callable[[Path], object]


SIZE, CHANGED = 1, 3
"""Columns of Qt's table of files."""


class Kinds(QFileIconProvider):
    """Says what a file is in the language of the window: Qt knows folders and drives in English alone, and
    for some files the system has no Korean."""

    def __init__(self) -> None:
        super().__init__()
        self._folder, self._drive = _("Folder"), _("Drive")
        self._file = _("{kind} file") if in_use() != "en" else ""

    def type(self, info: QFileInfo) -> str:
        """Asked on Qt's own thread, which looks through a folder."""
        if info.isRoot():
            return self._drive
        if info.isDir():
            return self._folder
        known = super().type(info)
        if self._file and known.isascii() and info.suffix():
            return self._file.format(kind=info.suffix().upper())
        return known


class Numbers(QStyledItemDelegate):
    """Writes the sizes and days of files as the window does: Qt's model does as the system."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The words of a cell."""
        super().initStyleOption(option, index)
        files = index.model()
        if not isinstance(files, QFileSystemModel):
            return
        locale = saying.locale(in_use())
        if index.column() == CHANGED:
            pattern = "yyyy. M. d. HH:mm" if in_use() == "ko" else "d MMM yyyy HH:mm"
            option.text = locale.toString(files.lastModified(index), pattern)
        elif index.column() == SIZE and not files.isDir(index):
            option.text = locale.formattedDataSize(files.size(index))


BUTTONS = {
    "backButton": "arrow-left",
    "forwardButton": "arrow-right",
    "toParentButton": "corner-left-up",
    "newFolderButton": "folder-plus",
    "listModeButton": "columns-3",
    "detailModeButton": "table-2",
}
"""Qt's buttons by name, with our icons: its own are black, on a dark page too."""


def ask_folder(parent: QWidget, title: str, start: Path, chosen: Chosen) -> QFileDialog:
    """Ask for a folder that exists; `chosen` gets it. Nothing happens when it is closed."""
    dialog = QFileDialog(parent, title, str(there(start)))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _open(dialog, chosen)


def ask_new_folder(parent: QWidget, title: str, start: Path, chosen: Chosen) -> QFileDialog:
    """Ask for the name of a folder that will be made; it is refused later where it exists, never replaced."""
    dialog = ask_save(parent, title, start, "", chosen)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    return dialog


def ask_file(parent: QWidget, title: str, start: Path, kinds: str, chosen: Chosen) -> QFileDialog:
    """Ask for a file that exists; `kinds` as Qt writes filters: "Spreadsheets (*.csv)"."""
    dialog = QFileDialog(parent, title, str(there(start)), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, chosen)


def ask_files(
    parent: QWidget, title: str, start: Path, chosen: Callable[[list[Path]], object]
) -> QFileDialog:
    """Ask for one or more files of any kind."""
    dialog = QFileDialog(parent, title, str(there(start)))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
    return _open(dialog, lambda _path: None)


def ask_save(parent: QWidget, title: str, start: Path, kinds: str, chosen: Chosen) -> QFileDialog:
    """Ask where to put a new file."""
    dialog = QFileDialog(parent, title, str(there(start.parent)), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.selectFile(start.name)
    return _open(dialog, chosen)


def there(folder: Path) -> Path:
    """The folder, or the nearest above it that exists: of another Qt makes the name of a file."""
    return next((one for one in (folder, *folder.parents) if one.is_dir()), folder)


def _open(dialog: QFileDialog, chosen: Chosen) -> QFileDialog:
    for folders in dialog.findChildren(QListView, "sidebar"):
        folders.setObjectName("folders")  # Qt's name is that of our navigation, whose looks it would take
        repolish(folders)
        folders.setMinimumWidth(theme().px(150))
    for name, icon in BUTTONS.items():
        for tool in dialog.findChildren(QToolButton, name):
            tool.setIcon(icons.icon(icon))
    for button in dialog.findChildren(QPushButton):
        button.setIcon(QIcon())
    for rows in dialog.findChildren(QTreeView, "treeView"):
        rows.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        rows.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)  # the name has the rest
        numbers = Numbers(rows)
        for column in (SIZE, CHANGED):
            rows.setItemDelegateForColumn(column, numbers)
    dialog.resize(theme().px(860), theme().px(520))
    for line in dialog.findChildren(QLineEdit):
        completer = line.completer()
        popup = completer.popup() if completer is not None else None
        if popup is not None:
            popup.setObjectName("found")  # lists in pages are transparent: here that would be black
            theme().dress(popup)
    kinds = Kinds()
    dialog.setIconProvider(kinds)
    dialog.destroyed.connect(lambda _gone: kinds)  # which it does not own: held until it is gone
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, _("Look in:"))  # Qt has no Korean for these two
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, _("Files of type:"))
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.destroyed.connect(lambda _gone: forget_folders())  # it writes them when it is deleted
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    return dialog


def placed(said: str, file: Path) -> str:
    """What is said of a document that was put at `file`, and that its folder is synced where it is."""
    more = said_of_document(file)
    return f"{said}\n{more.render()}" if more else said


def exported(file: Path) -> str:
    """The same of a document that was let out."""
    return placed(_("Exported: {file}").format(file=file.name), file)


def forget_folders() -> None:
    """Qt writes every folder its dialog visits into a settings file of its own: take that away."""
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.remove("FileDialog")
    settings.sync()
