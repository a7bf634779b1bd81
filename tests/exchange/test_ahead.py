"""Items made in another process are the same, come with what they leave behind, and fail in words."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest

from kapta_tui.domain.errors import KaptaError, UsageError
from kapta_tui.exchange import ahead as module

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system makes no second process")


def ahead(
    items: Iterator[Any], report: Callable[[], Any], take: Callable[[Any], None], *, elsewhere: bool = True
) -> Generator[Any, None, None]:
    """Read ahead although there may be only one core."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "cpu_count", lambda: 2)
        yield from module.ahead(items, report, take, elsewhere=elsewhere)


def made(count: int, where: list[int]) -> Iterator[tuple[int, list[str | None]]]:
    """Yield items and note which process made them."""
    for number in range(count):
        where.append(os.getpid())
        yield number, [f"text {number}", None, "\ud800"]


@pytest.mark.parametrize("count", [0, 1, 4, 5, 60])
def test_the_items_are_those_made_in_place(count: int) -> None:
    where: list[int] = []
    left: list[list[int]] = []
    found = list(ahead(made(count, where), lambda: where, left.append))
    assert found == list(made(count, []))
    assert set(where) <= {os.getpid()}
    if count > 5:
        (told,) = left
        assert len(told) == count
        assert len(set(told)) == 2


def test_an_error_over_there_is_raised_here() -> None:
    def items() -> Iterator[int]:
        yield from range(20)
        raise UsageError("The file ends too early.", "Export it again.")

    with pytest.raises(UsageError, match="ends too early"):
        list(ahead(items(), list, [].append))


def test_a_process_that_is_gone_is_told_in_words() -> None:
    here = os.getpid()

    def items() -> Iterator[int]:
        yield from range(20)
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(KaptaError, match="is gone; nothing was imported"):
        list(ahead(items(), list, [].append))


def test_who_stops_early_leaves_no_process_behind() -> None:
    def items() -> Iterator[str]:
        while True:
            yield "x" * 100_000

    first, second = ahead(items(), list, [].append), ahead(items(), list, [].append)
    for found in (first, second):
        for _ in range(10):
            next(found)
    # The second process holds the first one's pipe open.
    for found in (first, second):
        found.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_nothing_is_made_elsewhere_unless_it_is_wanted() -> None:
    where: list[int] = []
    list(ahead(made(60, where), list, [].append, elsewhere=False))
    assert (len(where), set(where)) == (60, {os.getpid()})


def test_without_a_process_to_spare_the_items_are_made_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    where: list[int] = []
    assert list(ahead(made(60, where), list, [].append)) == list(made(60, []))
    assert (len(where), set(where)) == (60, {os.getpid()})
