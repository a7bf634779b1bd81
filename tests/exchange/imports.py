"""A store and files to import into it, for tests."""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from kapta_tui.data import check, dump
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import Record, View, ids, records
from kapta_tui.data.store import Store
from kapta_tui.exchange.outcome import FileOutcome, ImportOutcome
from kapta_tui.exchange.pipeline import Options, import_files


@dataclass(frozen=True)
class Bench:
    """Imports texts as files and looks at what came of them."""

    store: Store

    def load(self, *files: tuple[str, str], **options: Any) -> ImportOutcome:
        """Import files given as name and text; every row is accounted for."""
        sources = [(name, io.BytesIO(text.encode())) for name, text in files]
        outcome = import_files(self.store, sources, Options(**options))
        for item in outcome.files:
            parts = (item.created, item.updated, item.unchanged, item.rejected, item.skipped)
            assert item.rows == sum(parts), item
        assert self.faults() == []
        return outcome

    def one(self, name: str, text: str, **options: Any) -> FileOutcome:
        """Import one file and return its outcome."""
        (item,) = self.load((name, text), **options).files
        return item

    def all(self, kind: str) -> list[Record]:
        """Return every record of a kind by its default order."""
        with closing(self.store.connect()) as connection:
            view = View(self.store.today, self.store.user, current(connection))
            return records(connection, kind, view, ids(connection, kind, view, archived=True))

    def names(self, kind: str) -> list[object]:
        """Return the names of the records of a kind."""
        return [record["name"] for record in self.all(kind)]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return all rows that a query finds."""
        with closing(self.store.connect()) as connection:
            return connection.execute(sql).fetchall()

    def dump(self) -> str:
        """Return the lossless dump."""
        with closing(self.store.connect()) as connection:
            return dump.dump(connection)

    def faults(self) -> list[str]:
        """Return what the check of the store complains about."""
        with closing(self.store.connect()) as connection:
            return check.check(connection, self.store.today)


def reasons(item: FileOutcome) -> list[tuple[int, str, str]]:
    """Return line, column and reason of every rejected row."""
    return [(reject.line, reject.column, reject.reason) for reject in item.reasons]
