"""The risk board in a real terminal: a card dragged with the mouse is moved in the store."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kapta_tui.data.write.basic import add_record
from kapta_tui.data.write.risks import start_risk
from kapta_tui.domain.fields import Values
from kapta_tui.widgets.board import cards
from kapta_tui.widgets.board.cards import FRAME, roomy
from kapta_tui.widgets.board.columns import spread
from kapta_tui.widgets.board.view import HEAD
from tests.app.risk_store import make_desk
from tests.data.desk import Desk

COLUMNS, LINES = 120, 40
BOARD_TOP = 3
"""Header, quick filters and the upper border stand above the board."""
BOARD_LINES = LINES - BOARD_TOP - 2
"""The lower border and the footer stand below it."""
HEIGHT = roomy(2, BOARD_LINES - HEAD) + FRAME
"""Two risks are the most that any severity has."""
PATIENCE = 300
"""Turns of a fifth of a second at most."""


class Terminal:
    """The app behind a pseudo terminal; what it draws is kept as bytes."""

    def __init__(self, process: subprocess.Popen[bytes], master: int) -> None:
        self.process = process
        self._master = master
        self._seen = b""

    def send(self, keys: bytes) -> None:
        """Type keys, or the sequences a terminal sends for the mouse."""
        os.write(self._master, keys)

    def mouse(self, button: int, x: int, y: int, final: bytes = b"M") -> None:
        """Send an SGR mouse report for the cell `x`, `y`, counted from 0."""
        self.send(b"\x1b[<%d;%d;%d" % (button, x + 1, y + 1) + final)

    def until(self, condition: Callable[[], bool]) -> None:
        """Read what the app draws until `condition` holds; fail when it never does."""
        for _ in range(PATIENCE):
            if condition():
                return
            self._read()
        raise AssertionError(f"the terminal never came so far; it last drew {self._seen[-400:]!r}")

    def drag(self, begin: tuple[int, int], end: tuple[int, int]) -> None:
        """Press the button over a cell, move, and let go over another."""
        self.mouse(0, *begin)
        self.mouse(32, (begin[0] + end[0]) // 2, begin[1])
        self.mouse(32, *end)
        self.mouse(0, *end, b"m")

    def until_drawn(self, *texts: str) -> None:
        """Wait until all `texts` were drawn since the last call."""
        self.until(lambda: all(text.encode() in self._seen for text in texts))
        self._seen = b""

    def until_calm(self) -> None:
        """Wait until nothing more is drawn, as somebody does who aims at a card."""
        quiet = 0
        while quiet < 3:
            before = len(self._seen)
            self._read()
            quiet = quiet + 1 if len(self._seen) == before else 0

    def ended(self) -> int:
        """Wait until the app has left the terminal and return its exit code."""
        for _ in range(PATIENCE):
            if not self._read():
                break
        return self.process.wait(60)

    def _read(self) -> bool:
        """Take what was drawn meanwhile; False when nobody draws any more."""
        if not select.select([self._master], [], [], 0.2)[0]:
            return True
        try:
            self._seen += os.read(self._master, 65536)
        except OSError:
            # Linux reports the end of a pseudo terminal as an error.
            return False
        return True


@contextmanager
def terminal(store: Path, config: Path, size: tuple[int, int] = (COLUMNS, LINES)) -> Iterator[Terminal]:
    """Run `kapta` on the store in a terminal of `size` cells, starting at the risks."""
    config.mkdir()
    (config / "settings.toml").write_text('start_screen = "risks"\n', encoding="utf-8")
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    # Textual believes these before it asks the terminal, and who runs tests in parallel sets them.
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    environment = {**kept, "KAPTA_CONFIG": str(config), "KAPTA_LOG": str(config)}
    environment |= {"TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
    options = ["--db", str(store), "--user", "jane", "--today", "2026-11-21"]
    process = subprocess.Popen(
        [sys.executable, "-m", "kapta_tui", *options],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment,
        start_new_session=True,
    )
    os.close(slave)
    try:
        yield Terminal(process, master)
    finally:
        process.kill()
        process.wait()
        os.close(master)


def card(column: int, number: int) -> tuple[int, int]:
    """Return the cell in the middle of a card on the board of five columns."""
    span = spread(COLUMNS - 2, 5)[column]
    return 1 + span.x + span.width // 2, BOARD_TOP + HEAD + number * HEIGHT + HEIGHT // 2


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo terminals on Windows")
def test_a_card_dragged_with_a_real_mouse_is_moved_in_the_store(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    with terminal(desk.store.path, tmp_path / "config") as screen:
        screen.until_drawn("7 active")
        screen.send(b"V")
        screen.until_drawn("by severity", "Beta")
        screen.until_calm()
        severity = "SELECT severity FROM risk WHERE id = 2"
        screen.drag(card(0, 1), card(2, 0))
        screen.until(lambda: desk.row(severity) == ("medium",))
        screen.send(b"u")
        screen.until(lambda: desk.row(severity) == ("critical",))
        screen.send(b"\x11")
        assert screen.ended() == 0


NARROW = (80, 24)
"""Four columns fit side by side, and three cards below each other."""
SHOWN = 4


def narrow(column: int, number: int, shown: int = SHOWN) -> tuple[int, int]:
    """Return the cell in the middle of a card of the least height on a narrow terminal."""
    span = spread(NARROW[0] - 2, shown)[column]
    height = cards.LINES + FRAME
    return 1 + span.x + span.width // 2, BOARD_TOP + HEAD + number * height + height // 2


def fill_up(desk: Desk) -> int:
    """Give the column of the worst a dozen more cards than fit; return the risk of the last one."""
    for number in range(12):
        account = desk.do(add_record, "accounts", {"name": f"Next {number:02}", "owner": "jane"})
        values: Values = {"account": account, "reasons": ("QUIET",), "severity": "critical"}
        risk = desk.do(start_risk, {**values, "likelihood": "possible"})
    return risk


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo terminals on Windows")
def test_a_card_that_only_scrolling_shows_is_dragged_to_a_column_beyond_the_edge_and_closed(
    tmp_path: Path,
) -> None:
    desk = make_desk(tmp_path)
    risk = fill_up(desk)
    facts = f"SELECT severity, status FROM risk WHERE id = {risk}"
    with terminal(desk.store.path, tmp_path / "config", NARROW) as screen:
        screen.until_drawn("19 active")
        screen.send(b"V")
        screen.until_drawn("by severity", "Beta")
        screen.until_calm()
        for _ in range(14):
            screen.mouse(65, *narrow(0, 1))
        screen.until_drawn("Next 11")
        screen.until_calm()
        # Held at the right edge the board pages, so that the column of those without a severity comes into view.
        edge = NARROW[0] - 1, narrow(0, 1)[1]
        screen.mouse(0, *narrow(0, 2))
        screen.mouse(32, *narrow(2, 1))
        screen.mouse(32, *edge)
        screen.until_drawn("No severity")
        screen.mouse(32, *narrow(3, 1))
        screen.mouse(0, *narrow(3, 1), b"m")
        screen.until(lambda: desk.row(facts) == (None, "open"))
        screen.until_calm()
        screen.send(b"b")
        screen.until_drawn("by status", "Closed")
        screen.until_calm()
        for _ in range(20):
            screen.mouse(65, *narrow(0, 1, 3))
        screen.until_calm()
        screen.drag(narrow(0, 2, 3), narrow(2, 0, 3))
        screen.until_drawn("Close the risk")
        screen.until_calm()
        screen.send(b"\x1b")
        screen.until_drawn("Next 11")
        screen.until_calm()
        assert desk.row(facts) == (None, "open")
        screen.send(b"L")
        screen.until(lambda: desk.row(facts) == (None, "in_process"))
        screen.send(b"\x11")
        assert screen.ended() == 0
