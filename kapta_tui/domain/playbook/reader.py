"""A TOML table read with checks: wrong types and unknown keys become problems, never exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from kapta_tui.domain.playbook.lines import Path
from kapta_tui.domain.playbook.problems import Problems, one_of
from kapta_tui.domain.text import clean

_NAMES = {str: "text", bool: "true or false", int: "a whole number", dict: "a table", list: "a list"}


class Table:
    """One table at `path`. Each getter returns a usable value even after noting a problem."""

    def __init__(
        self, values: dict[str, Any], path: Path, problems: Problems, *, broken: bool = False
    ) -> None:
        self.values = values
        # A table whose place holds something else has been reported; what it lacks says nothing new.
        self.broken = broken
        self.path = path
        self.problems = problems
        self._seen: set[str] = set()

    def problem(self, key: str | None, cause: str, remedy: str) -> None:
        """Note a problem at `key`, or at the table itself when `key` is None."""
        if self.broken:
            return
        self.problems.add(self.path if key is None else (*self.path, key), cause, remedy)

    def name(self, key: str) -> str:
        """Return the dotted name of `key` as people write it."""
        return ".".join(str(part) for part in (*self.path, key) if not isinstance(part, int))

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; it must be there and not be empty unless a `default` is given."""
        value = self._typed(key, str, default)
        if value is None:
            return ""
        if default is None and not value.strip():
            self.problem(key, f"{self.name(key)} is empty", "write a text between the quotation marks")
        return clean(value).strip()

    def flag(self, key: str, default: bool = False) -> bool:
        """Return true or false."""
        value = self._typed(key, bool, default)
        return default if value is None else bool(value)

    def number(self, key: str, low: int = 0, high: int | None = None, default: int | None = None) -> int:
        """Return a whole number within `low`..`high`."""
        value = self._typed(key, int, default)
        if value is None:
            return low
        self._check_range(key, Decimal(value), low, high)
        return int(value)

    def decimal(self, key: str, low: int = 0, high: int | None = None) -> Decimal:
        """Return a number, with or without decimals, within `low`..`high`."""
        value = self.values.get(key)
        if isinstance(value, Decimal):
            self._seen.add(key)
            if not value.is_finite():
                self.problem(key, f"{self.name(key)} is {value}", "write an ordinary number")
                return Decimal(low)
            self._check_range(key, value, low, high)
            return value
        return Decimal(self.number(key, low, high))

    def word(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        """Return a text that is one of `allowed`."""
        names = list(allowed)
        value = self.text(key, default)
        # Nothing to choose from means that the catalogue itself has been reported.
        if value and names and value not in names:
            self.problem(key, f"{self.name(key)} is {value!r}", one_of(value, names))
        return value

    def items(self, key: str) -> list[Any]:
        """Return a list of anything, empty when the key is not there."""
        return list(self._typed(key, list, []))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty when the key is not there."""
        return tuple(text for _, text in self._texts(key))

    def words(self, key: str, allowed: Iterable[str]) -> tuple[str, ...]:
        """Return a list of texts, each one of `allowed` and named once."""
        names = list(allowed)
        found: list[str] = []
        for index, word in self._texts(key):
            place = (*self.path, key, index)
            if names and word not in names:
                self.problems.add(place, f"{self.name(key)} names {word!r}", one_of(word, names))
            elif word in found:
                self.problems.add(place, f"{self.name(key)} names {word!r} twice", "take one of them out")
            found.append(word)
        return tuple(found)

    def _texts(self, key: str) -> Iterator[tuple[int, str]]:
        for index, value in enumerate(self.items(key)):
            if isinstance(value, str) and value.strip():
                yield index, clean(value).strip()
            else:
                cause = f"{self.name(key)} holds {_shown(value)}"
                self.problems.add((*self.path, key, index), cause, "list texts in quotation marks")

    def table(self, key: str) -> Table:
        """Return the table at `key`, an empty one when it is not there."""
        found = self._typed(key, dict, {})
        broken = self.broken or not isinstance(self.values.get(key, {}), dict)
        return Table(found, (*self.path, key), self.problems, broken=broken)

    def tables(self, key: str) -> Iterator[Table]:
        """Yield the tables of the list at `key`."""
        for index, value in enumerate(self.items(key)):
            path = (*self.path, key, index)
            if isinstance(value, dict):
                yield Table(value, path, self.problems)
            else:
                self.problems.add(path, f"{self.name(key)} holds {value!r}", "write each item as { … }")

    def children(self) -> Iterator[tuple[str, Table]]:
        """Yield each key with its value, which must be a table."""
        for key in self.values:
            yield key, self.table(key)

    def done(self, extra: Iterable[str] = ()) -> None:
        """Note every key that nobody asked for; `extra` are allowed as well."""
        known = self._seen | set(extra)
        for key in self.values:
            if key not in known:
                self.problem(key, f"{self.name(key)} is not known", one_of(key, sorted(known)))

    def _typed(self, key: str, kind: type, default: Any) -> Any:
        self._seen.add(key)
        if key not in self.values:
            if default is None:
                self.problem(None, f"{self.name(key)} is missing", f"add {key} = …, {_NAMES[kind]}")
            return default
        value = self.values[key]
        # True is an int for Python, but not for the person who wrote the file.
        if type(value) is not kind:
            self.problem(key, f"{self.name(key)} is {_shown(value)}", f"write {_NAMES[kind]}")
            return default
        return value

    def _check_range(self, key: str, value: Decimal, low: int, high: int | None) -> None:
        if value < low or (high is not None and value > high):
            wanted = f"{low} or more" if high is None else f"a number from {low} to {high}"
            self.problem(key, f"{self.name(key)} is {value}", f"write {wanted}")


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    return repr(value) if isinstance(value, str) else str(value)
