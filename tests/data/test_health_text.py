"""Numbers of the health score changed in the playbook's text: nothing else of it moves (features: row 60)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapta_tui.data.write.healthtext import New, Path, with_health
from kapta_tui.domain.playbook import default_text, parse
from kapta_tui.domain.playbook.healthentries import BY_TYPE, entries
from kapta_tui.domain.playbook.source import default_values

ENTRIES = entries(("low", "medium", "high", "critical"))
TYPES = (None, "normal", "strategic", "flagged")
LAYOUTS = {
    "shipped": default_text(),
    "nothing written": "# ours\n",
    "only another table": '# ours\ncurrency = "CHF"   # francs\n\n[features]\nqbrs = true\n',
    "a table": "[health.weights]\nplan = 3      # little\n\n# what follows\n[features]\nqbrs = true\n",
    "inline": "health = { weights = { plan = 3 } }   # all in one\n[features]\nqbrs = true\n",
    "dotted": "health.weights.plan = 3   # little\n# more\n[features]\nqbrs = true\n",
    "special only": "[health.weights_for.strategic]\nplan = 3\n# the end\n",
    "windows": default_text().replace("\n", "\r\n"),
}


@st.composite
def changes(draw: st.DrawFn) -> dict[Path, New]:
    """Some values, of all types or of one, that can be used."""
    found: dict[Path, New] = {}
    for entry in draw(st.lists(st.sampled_from(ENTRIES), min_size=1, max_size=6)):
        code = draw(st.sampled_from(TYPES)) if entry.keys[0] in BY_TYPE else None
        if entry.keys[0] == "bands":
            value: New = draw(st.integers(60, 100) if entry.keys[1] == "healthy" else st.integers(0, 59))
        elif entry.choices:
            value = draw(st.sampled_from(entry.choices))
        elif entry.is_decimal:
            value = Decimal(draw(st.integers(0, 10))) / 10
        elif entry.keys[-1] == "expires_days":
            value = draw(st.integers(200, 999))
        else:
            value = draw(st.integers(1, 100))
        found[entry.of_type(code)] = value
    return found


def comments(text: str) -> list[str]:
    return [line[line.index("#") :].rstrip() for line in text.splitlines() if "#" in line]


@given(changes(), st.sampled_from(sorted(LAYOUTS)))
def test_only_what_was_changed_differs_and_every_comment_stays(wanted: dict[Path, New], layout: str) -> None:
    before = LAYOUTS[layout]
    after = with_health(before, wanted)
    assert comments(after) == comments(before)
    old, new = parse(before), parse(after)
    assert old._replace(health=new.health) == new
    for path, value in wanted.items():
        rules = new.health
        if path[0] == "weights_for":
            assert rules.weights(path[1])[path[2]] == value
        elif path[0] == "weights":
            others = {
                code
                for code, own in ((p[1], p) for p in wanted if p[0] == "weights_for")
                if own[2] == path[1]
            }
            for code in {"normal", "flagged"} - others:
                assert rules.weights(code)[path[1]] == value
        elif path[0] == "bands":
            assert getattr(rules.bands, path[1]) == value
    # To say again what stands there changes not a single character.
    assert with_health(after, wanted) == after


@settings(max_examples=40)
@given(changes())
def test_values_of_a_type_that_are_taken_away_leave_the_rules_as_they_were(wanted: dict[Path, New]) -> None:
    special = {path: value for path, value in wanted.items() if path[0].endswith("_for")}
    shipped = default_values()["health"]
    fresh = {p: v for p, v in special.items() if p[2] not in shipped.get(p[0], {}).get(p[1], {})}
    there = with_health(default_text(), fresh)
    assert parse(with_health(there, dict.fromkeys(fresh))) == parse(default_text())


def test_a_new_table_stands_behind_its_kind_and_comments_stay_with_what_they_are_about() -> None:
    after = with_health(
        default_text(), {("weights_for", "strategic", "qbr"): 25, ("weights", "delivery"): 12}
    )
    lines = after.splitlines()
    header = lines.index("[health.weights_for.strategic]")
    assert lines[header - 2] == (
        "delivery = 12                       # share of open orders' net MRR that is not at risk"
    )
    assert lines[header + 1] == "qbr = 25"
    assert lines.index("# Lowest score of each band; below watch is poor.") + 1 == lines.index(
        "[health.bands]"
    )
    gone = with_health(after, {("weights_for", "strategic", "qbr"): None, ("weights", "delivery"): 0})
    assert gone == default_text()


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_a_common_value_that_is_taken_out_is_the_shipped_one_again(layout: str) -> None:
    text = with_health(LAYOUTS[layout], {("weights", "plan"): None, ("bands", "watch"): None})
    rules = parse(text).health
    assert (rules.weights("normal")["plan"], rules.bands.watch) == (25, 50)
