"""Which line of a TOML text each key stands on: the standard parser gives values without places.

The scanner reads only texts that `tomllib` has accepted, so it trusts the syntax.
"""

from __future__ import annotations

import tomllib

Path = tuple[str | int, ...]


def line_of(lines: dict[Path, int], path: Path) -> int:
    """Return the line of `path`, else of its nearest written parent, else 1."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 1


def key_lines(text: str) -> dict[Path, int]:
    """Map every key path of a valid TOML text to its line, counted from 1.

    Items of arrays are keyed by their index: `("templates", "onboarding", "goals", 0, "name")`.
    """
    return _Scanner(text.removeprefix("\ufeff").replace("\r\n", "\n")).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        while self._skip(newlines=True):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
        return self.lines

    def _skip(self, newlines: bool) -> bool:
        """Pass blanks and comments; say whether text is left."""
        blanks = " \t\n" if newlines else " \t"
        while self.at < len(self.text):
            if self.text[self.at] == "#" and newlines:
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif self.text[self.at] in blanks:
                self.at += 1
            else:
                return True
        return False

    def _header(self) -> Path:
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        names = self._key()
        self.at += 2 if many else 1
        path: Path = ()
        for position, name in enumerate(names):
            path = (*path, name)
            if many and position == len(names) - 1:
                self.counts[path] = self.counts.get(path, -1) + 1
            self._mark(path)
            if path in self.counts:
                path = (*path, self.counts[path])
                self._mark(path)
        return path

    def _pair(self, table: Path) -> None:
        path = table
        for name in self._key():
            path = (*path, name)
            self._mark(path)
        self.at += 1  # the equals sign, where _key stopped
        self._value(path)

    def _mark(self, path: Path) -> None:
        self.lines.setdefault(path, self.text.count("\n", 0, self.at) + 1)

    def _key(self) -> list[str]:
        """Read a dotted key and stop at what follows it: `=` or `]`."""
        names: list[str] = []
        while True:
            self._skip(newlines=False)
            start = self.at
            if self.text[start] in "\"'":
                self._string()
                names.append(_unquoted(self.text[start : self.at]))
            else:
                while self.text[self.at] not in ".=] \t":
                    self.at += 1
                names.append(self.text[start : self.at])
            self._skip(newlines=False)
            if self.text[self.at] != ".":
                return names
            self.at += 1

    def _value(self, path: Path) -> None:
        self._skip(newlines=False)
        start = self.text[self.at]
        if start in "\"'":
            self._string()
        elif start == "[":
            self._array(path)
        elif start == "{":
            self._inline(path)
        else:
            while self.at < len(self.text) and self.text[self.at] not in ",]}\n#":
                self.at += 1

    def _array(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self._skip(newlines=True) and self.text[self.at] != "]":
            self._mark((*path, index))
            self._value((*path, index))
            index += 1
            self._skip(newlines=True)
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        while self._skip(newlines=True) and self.text[self.at] != "}":
            self._pair(path)
            self._skip(newlines=True)
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1

    def _string(self) -> None:
        quote = self.text[self.at]
        if self.text.startswith(quote * 3, self.at):
            self._long_string(quote * 3)
            return
        self.at += 1
        while self.text[self.at] != quote:
            self.at += 2 if quote == '"' and self.text[self.at] == "\\" else 1
        self.at += 1

    def _long_string(self, quotes: str) -> None:
        self.at += 3
        while not self.text.startswith(quotes, self.at):
            self.at += 2 if quotes[0] == '"' and self.text[self.at] == "\\" else 1
        self.at += 3
        # Up to two quotation marks may stand right before the closing three.
        while self.text.startswith(quotes[0], self.at):
            self.at += 1


def _unquoted(key: str) -> str:
    return str(next(iter(tomllib.loads(f"{key} = 0"))))
