"""One run over the chosen files, tried or for good; it can be watched and stopped while it runs in a thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kapta_tui.domain.errors import KaptaError
from kapta_tui.settings import config_folder
from kapta_tui.widgets.pathcompletion import as_path

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.exchange.outcome import ImportOutcome


class Stopped(KaptaError):
    """The user has stopped the run; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Stopped; nothing was changed.", "Start it again.")


@dataclass
class Work:
    """What is imported and how; `rows` counts the rows read so far."""

    paths: tuple[Path, ...]
    kind: str | None = None
    account: str = ""
    create_accounts: bool = False
    create_fields: bool = False
    rejects: Path | None = None
    dry_run: bool = True
    rows: int = 0
    is_stopped: bool = field(default=False)

    def stop(self) -> None:
        """Let the run end at the next rows it reads, with everything taken back."""
        self.is_stopped = True

    def run(self, store: Store) -> ImportOutcome:
        """Import, or try to. Raises Stopped, UsageError, StoreError."""
        from kapta_tui.exchange.pipeline import Options, import_files

        options = Options(
            kind=self.kind,
            preset_folder=config_folder() / "presets",
            dry_run=self.dry_run,
            rejects=None if self.dry_run else self.rejects,
            account=self.account,
            create_accounts=self.create_accounts,
            create_fields=self.create_fields,
            progress=self._count,
        )
        return import_files(store, self.paths, options)

    def _count(self, rows: int) -> None:
        self.rows += rows
        if self.is_stopped:
            raise Stopped


def rejects_path(text: str, sources: tuple[Path, ...]) -> Path | None:
    """Return where rejected rows go, None for nowhere. Raises UsageError as `check_rejects`."""
    if not text.strip():
        return None
    from kapta_tui.exchange.rejects import check_rejects

    path = as_path(text)
    check_rejects(path, sources)
    return path
