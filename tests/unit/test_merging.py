"""Whose value stands when two accounts become one, and what is written down of the rest (features: row 29)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.fields import Value
from kapta_tui.domain.merging import Merge, Pair, Party, Side, is_empty, note, united

VALUES: st.SearchStrategy[Value] = st.none() | st.text(max_size=3) | st.integers() | st.booleans()


def _pair(kept: Value, gone: Value, *, name: str = "website", fixed: Side | None = None) -> Pair:
    return Pair(name, name.capitalize(), kept, gone, str(kept or ""), str(gone or ""), fixed=fixed)


@given(VALUES, VALUES)
def test_nothing_is_emptied_by_itself_and_the_kept_value_stands(kept: Value, gone: Value) -> None:
    pair = _pair(kept, gone)
    standing = pair.value(pair.standing({}))
    assert is_empty(standing) == (is_empty(kept) and is_empty(gone))
    assert is_empty(kept) or standing == kept


@given(VALUES, VALUES, st.sampled_from(Side))
def test_a_choice_wins_but_where_there_is_none(kept: Value, gone: Value, side: Side) -> None:
    assert _pair(kept, gone).standing({"website": side}) is side
    assert _pair(kept, gone, fixed=side.other).standing({"website": side}) is side.other


def test_no_is_a_value() -> None:
    assert _pair(False, True).default is Side.KEPT


@given(st.lists(st.text()), st.lists(st.text()))
def test_united_entries_lose_none_and_repeat_none(kept: list[str], gone: list[str]) -> None:
    both = united(kept, gone)
    assert set(both) <= {*kept, *gone}
    assert united(both, ()) == both
    assert united(kept, gone)[: len(united(kept, ()))] == united(kept, ())


def test_entries_that_differ_in_case_are_one() -> None:
    assert united(("Wiki", "b"), ("WIKI", "c")) == ("Wiki", "b", "c")


def test_the_note_of_a_merge_that_lost_nothing_names_the_account() -> None:
    assert note("Beta", [], []) == "Merged from Beta."


def test_the_note_holds_long_texts_in_full_and_of_both_sides() -> None:
    long = Pair("description", "Description", "a\nb", "c\nd", "a\nb", "c\nd", is_long=True)
    short = _pair("x.test", "y.test")
    assert note("Beta", [(long, "c\nd"), (short, "y.test"), (short, "")], [], ["And more."]) == (
        "Merged from Beta: website y.test.\nAnd more.\n\nDescription of Beta:\nc\nd"
    )
    assert note("Beta", [], [(long, "a\nb"), (short, "x.test")]) == (
        "Merged from Beta.\nBefore the merge: website x.test.\n\nDescription before the merge:\na\nb"
    )


def test_imports_are_warned_of_whichever_external_id_does_not_stand() -> None:
    kept, gone = Party(1, "Acme", 1, False, "3"), Party(2, "B" * 60, 1, False, "17")
    merge = Merge(kept, gone, (_pair("3", "17", name="external_id"),), (), ())
    assert merge.warnings({})[0].startswith(f"A later import of external id 17 would make {'B' * 39}… anew")
    assert "external id 3 would make Acme anew" in merge.warnings({"external_id": Side.GONE})[0]
    assert Merge(kept, gone, (), (), ()).warnings({}) == ()
