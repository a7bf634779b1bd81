"""What the profile of a stored account counts (domain.md 4.2, 4.5)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.profilepoints import facts, gains
from kapta_tui.data.write import verbs
from kapta_tui.data.write.playbooks import set_playbook
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.fields import Values
from kapta_tui.domain.gainwords import gain_words, points_words
from kapta_tui.domain.health.profile import ProfileFacts
from kapta_tui.domain.playbook import default_text
from tests.conftest import TODAY, make_store
from tests.data.desk import Desk


def _known(desk: Desk, account: int) -> ProfileFacts:
    return facts(desk.reading, account, current(desk.reading), TODAY).profile


def _new(desk: Desk, **values: str) -> int:
    return desk.do(verbs.add_record, "accounts", {"name": "Fresh", **values})


def test_an_empty_account_counts_nothing(desk: Desk) -> None:
    assert _known(desk, _new(desk)) == ProfileFacts()


def test_an_account_that_is_gone_is_not_counted(desk: Desk) -> None:
    with pytest.raises(NotFound):
        gains(desk.reading, 9_999, current(desk.reading), TODAY)


def test_everything_known_counts_and_what_has_left_or_is_to_come_does_not(desk: Desk) -> None:
    account = _new(desk, website="fresh.test", description="They make bread.")
    records: tuple[tuple[str, Values], ...] = (
        ("contacts", {"name": "Ana", "role": "champion", "title": "CFO", "power": "final_say"}),
        ("contacts", {"name": "Bo", "friendliness": "supporter"}),
        ("contacts", {"name": "Cy", "role": "decision_maker", "has_left": True}),
        ("swot", {"quadrant": "threats", "text": "old", "reviewed_on": TODAY - timedelta(400)}),
        ("swot", {"quadrant": "threats", "text": "new", "reviewed_on": TODAY - timedelta(4)}),
        ("voc", {"question": "goals", "text": "grow", "date": TODAY}),
    )
    for kind, values in records:
        desk.do(verbs.add_record, kind, {"account": account, **values})
    soon: Values = {"account": account, "question": "worth", "text": "soon"}
    make_store(desk.store.path, today=TODAY + timedelta(3)).do(verbs.add_record, "voc", soon)
    assert _known(desk, account) == ProfileFacts(
        website=True,
        description=True,
        roles=frozenset({"champion"}),
        players=2,
        filled=5,
        swot={"threats": TODAY - timedelta(4)},
        voc={"goals": TODAY},
    )


@pytest.mark.parametrize(
    ("values", "share"),
    [
        ({}, "0.5"),
        ({"value": Decimal(10)}, "0.5"),
        ({"end": date(2027, 1, 1)}, "0.5"),
        ({"value": Decimal(0), "end": date(2027, 1, 1)}, "1"),
        ({"value": Decimal(10), "end": date(2026, 1, 1)}, "0"),
        ({"value": Decimal(10), "end": date(2027, 1, 1), "start": date(2026, 12, 1)}, "0"),
    ],
)
def test_a_contract_counts_while_it_is_active_and_whole_with_value_and_end(
    desk: Desk, values: Values, share: str
) -> None:
    account = _new(desk)
    desk.do(verbs.add_record, "contracts", {"account": account, "name": "C-1", **values})
    assert _known(desk, account).contract == Decimal(share)


def test_required_fields_of_the_playbook_count_for_their_type(desk: Desk) -> None:
    own = '\n[fields.account.region]\nlabel = "Region"\ntype = "text"\nrequired_for = ["strategic"]\n'
    desk.do(set_playbook, default_text().replace("\n[fields]\n", own, 1))
    normal, strategic = (
        _new(desk),
        desk.do(verbs.add_record, "accounts", {"name": "Big", "type": "strategic", "region": "north"}),
    )
    assert _known(desk, normal).custom == {}
    assert _known(desk, strategic).custom == {"region": True}


def test_every_gap_has_words_and_points(desk: Desk) -> None:
    book = current(desk.reading)
    found = gains(desk.reading, _new(desk), book, TODAY)
    words = [f"{gain_words(gain, book)} {points_words(gain)}" for gain in found]
    # Of a new account the profile is all that is scored.
    assert words[0] == "name an executive sponsor +17.3"
    assert words[3:5] == ["know 10 key players +15.6", "a contract with value and end +11.1"]
    assert "review threats +5.6" in words
    assert "fill the website +5.6" in words


def test_weights_of_features_that_are_off_fall_to_the_profile(desk: Desk) -> None:
    account = _new(desk)
    desk.do(verbs.add_record, "satisfaction", {"account": account, "score": 5})
    before = gains(desk.reading, account, current(desk.reading), TODAY)[0].health
    desk.do(set_playbook, default_text().replace("\nsatisfaction = true", "\nsatisfaction = false"))
    assert gains(desk.reading, account, current(desk.reading), TODAY)[0].health > before
