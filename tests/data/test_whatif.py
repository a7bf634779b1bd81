"""What another playbook would do to the portfolio is what it does once it is saved (features: row 60)."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings

from kapta_tui.data.check import check
from kapta_tui.data.read.health import ALL, gather
from kapta_tui.data.read.health.whatif import foretell_text
from kapta_tui.data.read.playbook import current, current_text
from kapta_tui.data.write.basic import archive_account
from kapta_tui.data.write.healthtext import New, with_health
from kapta_tui.data.write.healthtext import Path as Keys
from kapta_tui.data.write.playbooks import set_health, set_playbook
from kapta_tui.domain.health.rounding import rounded
from kapta_tui.domain.health.score import health
from kapta_tui.domain.health.whatif import WhatIf, crossing_words
from tests.conftest import TODAY, make_store
from tests.data.test_health_text import changes

_KEPT = "SELECT account_id, score, raw, band FROM account_health JOIN account ON id = account_id WHERE NOT archived"


def _as_kept(told: WhatIf, *, after: bool) -> set[tuple[object, ...]]:
    found: set[tuple[object, ...]] = set()
    for one in told.accounts:
        side = one.after if after else one.before
        found.add((one.account, side.score, None if side.raw is None else rounded(side.raw, 4), side.band))
    return found


def _holds_together(told: WhatIf, accounts: int) -> None:
    assert len(told.accounts) == accounts
    assert sum(before for before, _ in told.counts.values()) == accounts
    assert sum(after for _, after in told.counts.values()) == accounts
    assert [one.size for one in told.accounts] == sorted((one.size for one in told.accounts), reverse=True)
    moved = sum(one.direction for one in told.crossing)
    ranks = {"healthy": 2, "watch": 1, "poor": 0}
    if all(None not in (one.before.band, one.after.band) for one in told.accounts):
        gained = sum(ranks[str(o.after.band)] > ranks[str(o.before.band)] for o in told.accounts)
        lost = sum(ranks[str(o.after.band)] < ranks[str(o.before.band)] for o in told.accounts)
        assert (moved, len(told.crossing)) == (gained - lost, gained + lost)


@settings(max_examples=12)
@given(wanted=changes())
def test_saving_gives_exactly_what_was_foretold_and_undo_what_was_before(
    demo_file: Path, wanted: dict[Keys, New]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kapta.db"
        shutil.copyfile(demo_file, path)
        path.chmod(0o600)
        store = make_store(path)
        store.do(archive_account, 3)
        with closing(store.connect()) as connection:
            (accounts,) = connection.execute("SELECT count(*) FROM account WHERE NOT archived").fetchone()
            text = with_health(current_text(connection), wanted)
            told = foretell_text(connection, TODAY, text)
            _holds_together(told, accounts)
            before = set(connection.execute(_KEPT))
            assert _as_kept(told, after=False) == before
            outcome = store.do(set_health, wanted)
            assert set(connection.execute(_KEPT)) == _as_kept(told, after=True)
            if outcome.event is not None:
                assert crossing_words(told.crossing, done=True) in outcome.sentence
                assert check(connection, TODAY) == []
                store.undo()
            assert set(connection.execute(_KEPT)) == before


def test_the_same_text_changes_nothing_whatever_the_day(demo_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(demo_file, tmp_path / "kapta.db"))
    path.chmod(0o600)
    store = make_store(path)
    with closing(store.connect()) as connection:
        text = current_text(connection)
        for day in (TODAY, TODAY + timedelta(days=40)):
            told = foretell_text(connection, day, text)
            assert not told.moving
            assert not told.crossing
            assert told.means[0] == told.means[1]
            playbook = current(connection)
            facts = gather(connection, day, playbook, ALL)
            scored = {one.account: health(one, day, playbook).scores.score for one in facts}
            assert {one.account: one.before.score for one in told.accounts}.items() <= scored.items()
            reworded = text.replace("medium = {", "medium = {  ").replace('"Critical"', '"Burning"')
            assert not foretell_text(connection, day, reworded).moving


def test_what_a_text_leaves_out_counts_as_it_will_when_it_is_kept_as_retired(
    demo_file: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copyfile(demo_file, tmp_path / "kapta.db"))
    path.chmod(0o600)
    store = make_store(path)
    with closing(store.connect()) as connection:
        before = current_text(connection)
        lines = [line for line in before.split("\n") if not line.startswith("critical = ")]
        assert len(lines) < len(before.split("\n"))
        text = "\n".join(lines)
        told = foretell_text(connection, TODAY, text)
        store.do(set_playbook, text)
        assert set(connection.execute(_KEPT)) == _as_kept(told, after=True)


def test_only_some_accounts_are_told_of(demo_file: Path) -> None:
    with closing(make_store(demo_file).connect()) as connection:
        told = foretell_text(connection, TODAY, current_text(connection), among=[2, 5, 999_999])
        assert {one.account for one in told.accounts} == {2, 5}
