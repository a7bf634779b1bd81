"""How often resolutions worked for the reasons of a risk (features: row 43)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.resolutionrecord import Record, best, reasons_of, resolution_records
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.domain.risk import Labelled, read_reasons
from tests.data.desk import Desk

TODAY = date(2026, 11, 21)
KEPT, LOST, NEVER = "closed_reduced", "closed_lost", "closed_invalid"
HISTORY = (
    (("QUIET",), ("MEETING_RESTORED",), KEPT),
    (("QUIET", "PRICE"), ("MEETING_RESTORED", "CONCESSION"), KEPT),
    (("PRICE", "QUIET"), ("CONCESSION",), LOST),
    (("Odd WORDS",), ("NO_LONGER_APPLIES", "own way"), KEPT),
    (("QUIET",), ("MEETING_RESTORED",), NEVER),
    (("QUIET",), (), NEVER),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Six closed risks and an active one."""
    store = Store(tmp_path_factory.mktemp("record") / "kapta.db", "jane", TODAY).open()
    with store.write("fill") as tx:
        account = verbs.add_record(tx, "accounts", {"name": "Acme"})
        for reasons, resolutions, status in HISTORY:
            values = {"reasons": reasons, "resolutions": resolutions, "status": status}
            day = {"opened_at": date(2026, 1, 1), "closed_at": date(2026, 2, 1)}
            verbs.add_record(tx, "risks", {"account": account, **values, **day})
        verbs.add_record(tx, "risks", {"account": account, "reasons": ("QUIET", "PRICE")})
    found = Desk(store)
    yield found
    found.close()


def records_for(desk: Desk, *reasons: str) -> dict[str, Record]:
    playbook = current(desk.reading)
    view = View(TODAY, "jane", playbook)
    return resolution_records(desk.reading, view, read_reasons(playbook, reasons))


def test_a_risk_counts_once_however_many_of_the_reasons_it_had(desk: Desk) -> None:
    both = {"MEETING_RESTORED": Record(2, 2), "CONCESSION": Record(2, 1)}
    assert records_for(desk, "QUIET", "PRICE") == both
    assert records_for(desk, "QUIET") == both
    assert records_for(desk, "PRICE") == {"MEETING_RESTORED": Record(1, 1), "CONCESSION": Record(2, 1)}


def test_own_words_are_the_same_whatever_their_case(desk: Desk) -> None:
    assert records_for(desk, "odd words") == {"NO_LONGER_APPLIES": Record(1, 1)}
    assert records_for(desk, "never said") == {}
    assert records_for(desk) == {}


def test_the_best_is_what_many_cases_speak_for(desk: Desk) -> None:
    assert best({"A": Record(1, 1), "B": Record(20, 18)}) == "B"
    assert best({"A": Record(2, 2), "B": Record(2, 1)}) == "A"
    assert best({"A": Record(4, 4)}) is None
    assert best({"A": Record(1, 1), "B": Record(1, 1), "C": Record(1, 0)}) is None
    assert best({"A": Record(4, 0), "B": Record(2, 0)}) is None
    assert best({}) is None


def test_reasons_are_known_by_their_codes_whatever_the_playbook_calls_them_now(desk: Desk) -> None:
    with_words = desk.row("SELECT risk_id FROM risk_reason WHERE code IS NULL")[0]
    assert reasons_of(desk.reading, [with_words, 7, 99]) == {
        with_words: (Labelled(None, "Odd WORDS"),),
        7: (Labelled("QUIET", "Customer gone quiet"), Labelled("PRICE", "Price or budget pressure")),
        99: (),
    }


def test_risks_of_archived_accounts_count_as_lost_ones_are_archived(desk: Desk) -> None:
    before = records_for(desk, "QUIET", "PRICE")
    desk.there_and_back(verbs.archive_account, 1, True)
    desk.do(verbs.archive_account, 1, True)
    assert records_for(desk, "QUIET", "PRICE") == before
    desk.do(verbs.archive_account, 1, False)
