"""What moving a card and removing a risk keep: the order of the others, and all that undo brings back."""

from __future__ import annotations

from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Values
from tests.data.desk import Desk
from tests.data.test_risks import column


def test_cards_put_between_two_others_again_and_again_always_find_room(desk: Desk) -> None:
    cards = []
    for number in range(4):
        account = desk.do(verbs.add_record, "accounts", {"name": f"A{number}"})
        given: Values = {"account": account, "reasons": ("QUIET",), "severity": "low"}
        cards.append(desk.do(verbs.start_risk, given))
    first, second, *others = cards
    for turn in range(24):
        moved = others[turn % 2]
        desk.do(verbs.move_risk, moved, "severity", "low", 1)
        assert column(desk, "severity", "low")[:2] == [first, moved]
    desk.there_and_back(verbs.move_risk, second, "severity", "low", None, first)
    assert column(desk, "severity", "low") == [second, first, others[1], others[0]]


def test_undo_of_a_removal_brings_back_all_that_belongs_to_a_risk(desk: Desk) -> None:
    note = desk.do(verbs.add_note, {"text": "called"}, risk=2)
    goal = desk.do(verbs.add_record, "goals", {"account": "Beta", "name": "Keep them"})
    work = desk.do(verbs.add_record, "actions", {"account": "Beta", "goal": goal, "name": "Call them"})
    desk.do(verbs.address_risk, 2, [("actions", work)])
    desk.do(verbs.close_risk, 2, {"status": "closed_lost", "resolutions": ("SAME_PRICE", "own end")})
    held = "SELECT (SELECT risk_id FROM note WHERE id = ?), (SELECT risk_id FROM action WHERE id = ?), "
    held += ", ".join(
        f"(SELECT count(*) FROM {table} WHERE risk_id = 2)"
        for table in ("risk_reason", "risk_resolution", "risk_stage")
    )
    before = desk.row(held, note, work)
    assert before == (2, 2, 2, 2, 2)
    desk.there_and_back(verbs.remove_record, "risks", 2)
    assert desk.row(held, note, work) == (None, None, 0, 0, 0)
    assert desk.row("SELECT text FROM note WHERE id = ?", note) == ("called",)
    assert desk.last_event()[1].startswith("Removed the risk on Beta")
    desk.store.undo()
    assert desk.row(held, note, work) == before
