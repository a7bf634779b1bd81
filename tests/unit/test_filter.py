"""The filter language of interface.md 2."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import FieldType
from kapta_tui.domain.filter import (
    READY_WORDS,
    Atom,
    Compare,
    FilterError,
    Op,
    Query,
    Ready,
    Term,
    Word,
    check,
    parse,
)

FIELDS = {
    "name": FieldType.TEXT,
    "owner": FieldType.REFERENCE,
    "value": FieldType.MONEY,
    "due": FieldType.DATE,
    "health": FieldType.INTEGER,
    "status": FieldType.CHOICE,
}


def atoms(text: str) -> list[Atom]:
    return [term.atom for term in parse(text).terms]


@pytest.mark.parametrize(
    ("text", "atom"),
    [
        ("acme", Word("acme")),
        ('"two words"', Word("two words")),
        ("10:30", Word("10:30")),
        ("a*b", Word("a*b")),
        ('"mine"', Word("mine")),
        ("mine", Ready("mine")),
        ("at-risk", Ready("at-risk")),
        ("owner:jane", Compare("owner", Op.MATCH, ("jane",))),
        ('owner:"Jane Doe"', Compare("owner", Op.MATCH, ("Jane Doe",))),
        ("Owner:jane", Compare("owner", Op.MATCH, ("jane",))),
        ("contract-value>50k", Compare("contract_value", Op.MORE, ("50k",))),
        ("status:open,in_process", Compare("status", Op.MATCH, ("open", "in_process"))),
        ("status:open,", Compare("status", Op.MATCH, ("open",))),
        ('status:open,""', Compare("status", Op.MATCH, ("open", ""))),
        ('name:"a,b"', Compare("name", Op.MATCH, ("a,b",))),
        ("due<7d", Compare("due", Op.LESS, ("7d",))),
        ("due<=-30d", Compare("due", Op.AT_MOST, ("-30d",))),
        ("end>=2026-12-31", Compare("end", Op.AT_LEAST, ("2026-12-31",))),
        ("value>1,200", Compare("value", Op.MORE, ("1,200",))),
        ("status=open", Compare("status", Op.EQUAL, ("open",))),
        ("owner:", Compare("owner", Op.EMPTY)),
        ('owner:""', Compare("owner", Op.EMPTY)),
        ("owner:*", Compare("owner", Op.ANY)),
        ('owner:"*"', Compare("owner", Op.MATCH, ("*",))),
        (r'"say \"hi\" \\"', Word(r'say "hi" \\'[:-1])),
        ('"owner:jane"', Word("owner:jane")),
    ],
)
def test_each_form_of_a_term(text: str, atom: Atom) -> None:
    assert atoms(text) == [atom]


def test_terms_are_anded_in_the_order_typed() -> None:
    assert atoms("mine  health<50\tacme") == [
        Ready("mine"),
        Compare("health", Op.LESS, ("50",)),
        Word("acme"),
    ]


@pytest.mark.parametrize(
    ("text", "negated"),
    [("!archived", True), ("!!archived", False), ("status!=open", True), ("!status!=open", False)],
)
def test_negation(text: str, negated: bool) -> None:
    assert [term.negated for term in parse(text).terms] == [negated]


def test_upper_case_makes_a_word_case_sensitive() -> None:
    assert [Word("acme").case_sensitive, Word("Acme").case_sensitive] == [False, True]


def test_a_ready_word_the_kind_does_not_know_is_searched_as_text() -> None:
    assert parse("cold", ready=("mine",)).terms[0].atom == Word("cold")


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ('acme "two', 5),
        ("acme !", 5),
        ("acme <5", 5),
        ("value<", 0),
        ("value=>5", 6),
        ("a:b !value<", 5),
        ('""', 0),
    ],
)
def test_unreadable_text_is_refused_at_its_place(text: str, position: int) -> None:
    with pytest.raises(FilterError) as caught:
        parse(text)
    assert caught.value.position == position
    assert caught.value.pointer.splitlines() == [text, " " * position + "^"]


def test_a_wrong_field_lists_the_fields_and_points_at_the_place() -> None:
    query = parse('acme !ownr:"x"')
    with pytest.raises(UsageError) as caught:
        check(query, FIELDS, ())
    assert str(caught.value).splitlines() == [
        "There is no field 'ownr'.",
        'acme !ownr:"x"',
        "      ^",
        (
            "Did you mean owner? Put the term in quotes to search for it as text. "
            "Fields: owner, name, value, due, health, status."
        ),
    ]


@pytest.mark.parametrize(("typed", "near"), [("own", "owner"), ("stat", "status"), ("dew", None)])
def test_the_fields_likest_to_a_wrong_one_stand_first(typed: str, near: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        check(parse(f"{typed}:x"), FIELDS, ())
    assert caught.value.remedy.startswith(f"Did you mean {near}? " if near else "Put the term in quotes")
    assert f"Fields: {near or 'name'}, " in caught.value.remedy


def test_the_caret_counts_cells_not_characters() -> None:
    with pytest.raises(FilterError) as caught:
        check(parse("日本 nope:x"), FIELDS, ())
    assert caught.value.pointer.splitlines()[1] == " " * 5 + "^"


def test_a_field_without_order_refuses_less_and_more() -> None:
    with pytest.raises(FilterError, match="has no order"):
        check(parse("owner<5"), FIELDS, ())
    check(parse("health<5 status>=high due<7d"), FIELDS, ())


def test_a_ready_word_of_another_list_is_refused() -> None:
    with pytest.raises(FilterError, match="no meaning in this list"):
        check(parse("cold"), FIELDS, {"mine"})


def test_an_empty_text_holds_for_everything() -> None:
    assert not parse("  ")
    check(parse(""), FIELDS, ())


names = st.from_regex(r"[a-z][a-z0-9_.]{0,8}", fullmatch=True)
texts = st.text(min_size=1, max_size=12)
comparisons = st.one_of(
    st.builds(
        Compare,
        names,
        st.sampled_from([Op.MATCH, Op.EQUAL]),
        st.lists(texts, min_size=1, max_size=3).map(tuple),
    ),
    st.builds(Compare, names, st.sampled_from([op for op in Op if op.orders]), st.tuples(texts)),
    st.builds(Compare, names, st.sampled_from([Op.ANY, Op.EMPTY])),
)
queries = st.lists(
    st.builds(
        Term,
        st.one_of(st.builds(Word, texts), comparisons, st.builds(Ready, st.sampled_from(READY_WORDS))),
        st.booleans(),
    ),
    max_size=5,
).map(lambda terms: Query(tuple(terms)))


@given(queries)
def test_writing_a_query_and_parsing_it_gives_the_same_query(query: Query) -> None:
    assert parse(str(query)) == query


@given(st.text(alphabet=st.one_of(st.sampled_from('ab0 !:=<>,*"\\-_.'), st.characters()), max_size=30))
def test_any_text_parses_or_is_refused_in_words(text: str) -> None:
    refused: FilterError | None = None
    try:
        query = parse(text)
    except FilterError as error:
        refused = error
    if refused is None:
        assert parse(str(query)) == query
    else:
        assert 0 <= refused.position < len(text)
        assert refused.cause
        assert refused.remedy
        assert len(refused.pointer.splitlines()) == 2
