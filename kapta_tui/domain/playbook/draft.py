"""Values of the health score while they are being changed, before any text is written (features: row 60)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kapta_tui.domain.playbook.healthentries import Entry, Keys
from kapta_tui.domain.playbook.parse import completed, load

New = int | Decimal | str | None
"""A new value; None takes it away, so that the common one holds."""


class Draft:
    """A playbook text and what is changed of its health score; a change that says what is written is none."""

    def __init__(self, text: str) -> None:
        """Raises PlaybookError when `text` is no TOML."""
        self.text = text
        self.changes: dict[Keys, New] = {}
        self._written: Mapping[str, Any] = completed(load(text))["health"]

    def value(self, entry: Entry, account_type: str | None = None) -> int | Decimal | str:
        """Return the value that holds for an account type; None means the common one."""
        own = self._own(entry.of_type(account_type))
        found = own if own is not None else self._own(entry.keys)
        return found if found is not None else ""

    def has_own(self, entry: Entry, account_type: str | None) -> bool:
        """Say whether an account type has a value of its own."""
        return account_type is not None and self._own(entry.of_type(account_type)) is not None

    def is_changed(self, entry: Entry, account_type: str | None = None) -> bool:
        """Say whether the value was changed, or taken away."""
        return entry.of_type(account_type) in self.changes

    def set(self, entry: Entry, account_type: str | None, value: int | Decimal | str) -> None:
        """Change a value; one that is written already takes the change back."""
        keys = entry.of_type(account_type)
        if self._at(keys) == value:
            self.changes.pop(keys, None)
        else:
            self.changes[keys] = value

    def take_back(self, entry: Entry, account_type: str | None) -> None:
        """Take the change of a value back."""
        self.changes.pop(entry.of_type(account_type), None)

    def take_away(self, entry: Entry, account_type: str | None) -> bool:
        """Let an account type follow the common value, or take back a change of that; False where there is none."""
        keys = entry.of_type(account_type)
        if account_type is not None and self._at(keys) is not None:
            is_new = self.changes.get(keys, "") is not None
            self.changes[keys] = None
            return is_new
        return self.changes.pop(keys, None) is not None

    def _own(self, keys: Keys) -> Any:
        return self.changes[keys] if keys in self.changes else self._at(keys)

    def _at(self, keys: Keys) -> Any:
        found: Any = self._written
        for name in keys:
            found = found.get(name) if isinstance(found, Mapping) else None
        return found
