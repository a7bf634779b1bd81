"""Before an account is removed it is said what goes with it, of every kind there is (features: row 26)."""

from __future__ import annotations

from kapta_tui.data.read.account_page import falls
from kapta_tui.domain.kinds import KINDS
from tests.data.desk import Desk


def test_what_goes_with_an_account_names_every_kind(desk: Desk) -> None:
    name, lines = falls(desk.reading, [1])
    owned = [kind for kind in KINDS.values() if kind.owner == "account"]
    assert name == "Acme"
    assert len(lines) == len(owned) + 1
    for kind, line in zip(owned, lines, strict=False):
        assert line.endswith((f" {kind.spoken}", f" {kind.many}"))
    assert lines[-1] == "1 account below it will stand alone"


def test_several_accounts_are_counted_together(desk: Desk) -> None:
    name, lines = falls(desk.reading, [1, 2])
    assert name == "2 accounts"
    assert "2 risks" in lines
