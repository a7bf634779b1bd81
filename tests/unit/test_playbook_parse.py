"""A wrong playbook is refused with line and cause, all mistakes at once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.playbook import PlaybookError, Problem, default, default_text, parse


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(PlaybookError) as caught:
        parse(text)
    return caught.value.problems


def changed(old: str, new: str) -> str:
    assert default_text().count(old) >= 1
    return default_text().replace(old, new, 1)


def only(text: str, marker: str) -> Problem:
    """Return the one problem of `text`, which must stand on the line that holds `marker`."""
    (problem,) = problems(text)
    assert marker in text.split("\n")[problem.line - 1]
    return problem


@pytest.mark.parametrize(
    ("old", "new", "cause", "remedy"),
    [
        ("value = 3, points = 20", 'value = "three", points = 20', "value is 'three'", "whole number"),
        ("swot = true", 'swot = "yes"', "features.swot is 'yes'", "true or false"),
        ("swot = true", "swott = true", "features.swott is not known", "did you mean 'swot'"),
        ('currency = "EUR"', 'currency = "euro"', "currency is 'euro'", "ISO code"),
        ('currency = "EUR"', 'currency = "XXQ"', "currency is 'XXQ'", "ISO code"),
        ("plan = 25", "plan = -1", "health.weights.plan is -1", "from 0 to 1000"),
        ("plan = 25", "plan = 2.5", "health.weights.plan is 2.5", "whole number"),
        ("plan = 25", "plan = true", "health.weights.plan is true", "whole number"),
        ("factor = 0.4", "factor = 1.4", "factor is 1.4", "from 0 to 1"),
        ("factor = 0.4", "factor = nan", "factor is NaN", "ordinary number"),
        ("watch = 50", "watch = 80", "watch (80) does not begin below healthy (75)", "smaller"),
        ('unset_severity = "medium"', 'unset_severity = "hgih"', "'hgih'", "did you mean 'high'"),
        ("levels = 3", "levels = 4", "levels is 4", "from 1 to 3"),
        ('audience = "customer"', 'audience = "client"', "audience is 'client'", "customer, internal"),
        ('14, audience = "internal"', '14, audience = "ours"', "audience is 'ours'", "customer, internal"),
        ("duration = 7", "duration = -7", "duration is -7", "from 0"),
        ("start = 3,", "strat = 3, start = 3,", "strat is not known", "did you mean 'start'"),
        (
            'section = "customer"',
            'section = "customers"',
            "section is 'customers'",
            "did you mean 'customer'",
        ),
        (
            "[resolutions.QUIET]",
            "[resolutions.QUIETT]",
            "'QUIETT', which is no reason",
            "did you mean 'QUIET'",
        ),
        ("SUCCESSOR_WON =", "PAID =", "'PAID' stands under 'SPONSOR' as well", "code of its own"),
        ('"SITE_READY"', '"SITE_REDY"', "names 'SITE_REDY'", "did you mean 'SITE_READY'"),
        ('"SITE_READY"', '"TEMP_SITE"', "names 'TEMP_SITE' twice", "take one"),
        ("[jeopardy_codes.reseller]", "[jeopardy_codes.resellers]", "'resellers'", "did you mean 'reseller'"),
        ("RE-INFO =", "PR-DATE =", "stands under 'provider' as well", "own code"),
        ('"saturday"', '"caturday"', "names 'caturday'", "did you mean 'saturday'"),
        ('holidays = ""', 'holidays = "Germany"', "'Germany'", "country code"),
        ('"profile", ', '"profil", ', "names 'profil'", "did you mean 'profile'"),
        ("expires_days = 365", "expires_days = 100", "before it is stale", "120 or more"),
        ('high = { label = "High"', 'high = { label = "low"', "repeats the code or label of 'low'", "own"),
        ('high = { label = "High"', 'high = { label = " "', "label is empty", "write a text"),
        ('recurrence = "FREQ=DAILY;', 'recurrence = "weekly;', "is no recurrence", "iCalendar"),
        ('"Agenda",', '"",', "tasks holds ''", "write a text"),
        ("[swot_prompts.market]", "[swot_prompts.markets]", "markets is not known", "did you mean 'market'"),
        ('meeting = "Meeting"', "meeting = 3", "note_type.meeting is 3", "write a table"),
    ],
)
def test_a_mistake_is_named_on_its_line(old: str, new: str, cause: str, remedy: str) -> None:
    problem = only(changed(old, new), new)
    assert cause in problem.cause
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("old", "header", "cause"),
    [
        ('normal = "Normal"\n', "[account_type]", "account_type.normal is missing"),
        ('open = "Open"\n', "[risk_status]", "risk_status.open is missing"),
        (", points = 20", 'high = { label = "High"', "severity.high.points is missing"),
    ],
)
def test_what_the_program_relies_on_cannot_be_left_out(old: str, header: str, cause: str) -> None:
    assert cause in only(changed(old, ""), header).cause


def test_what_the_program_relies_on_cannot_be_retired() -> None:
    text = changed('open = "Open"', 'open = { label = "Open", retired = true }')
    assert "relies on it" in only(text, "retired = true").cause


def test_all_mistakes_are_reported_at_once_sorted_by_line() -> None:
    text = (
        changed("watch = 50", "watch = 90")
        .replace("swot = true", "swot = 1")
        .replace("levels = 3", "levels = 0")
    )
    found = problems(text)
    assert len(found) == 4
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)


def test_a_syntax_error_has_its_line() -> None:
    (problem,) = problems('currency = "EUR"\n[severity\n')
    assert problem.line == 2
    assert "no TOML" in problem.cause


def test_a_text_that_ends_too_early_has_its_last_line() -> None:
    (problem,) = problems('currency = "EUR"\nreports = ["profile",')
    assert problem.line == 2


def test_a_code_written_twice_is_refused_on_its_line() -> None:
    text = changed('normal = "Normal"', 'normal = "Normal"\nnormal = "Again"')
    (problem,) = problems(text)
    assert text.split("\n")[problem.line - 1] == 'normal = "Again"'


def test_an_unknown_table_is_refused_with_the_nearest_name() -> None:
    problem = only("[severitty]\nlow = 1\n", "[severitty]")
    assert "did you mean 'severity'" in problem.remedy


@pytest.mark.parametrize("name", ["severity", "jeopardy_resolution", "health", "sections", "templates"])
def test_a_table_of_the_wrong_shape_is_one_mistake(name: str) -> None:
    assert f"{name} is 3" in only(f"# first\n{name} = 3\n", name).cause


@pytest.mark.parametrize("name", ["severity", "reasons", "qbr_type", "jeopardy_resolution"])
def test_a_catalogue_needs_an_entry_in_use(name: str) -> None:
    text = f'# first\n[{name}]\nonly = {{ label = "Only", value = 1, points = 1, retired = true }}\n'
    found = problems(text)
    assert any(problem.line == 2 and "no entry in use" in problem.cause for problem in found)


FIELD = """
[fields.account.{name}]
label = "Region"
type = "{type}"
{choices}
required_for = ["{scope}"]
"""


def field(name: str = "region", type_: str = "choice", scope: str = "strategic", choices: bool = True) -> str:
    written = 'choices = { north = "North", south = "South" }' if choices else ""
    return FIELD.format(name=name, type=type_, scope=scope, choices=written)


def test_a_custom_field_is_read_with_its_choices() -> None:
    book = parse(field())
    (found,) = book.custom_fields("account")
    assert book.custom_fields("accounts") == (found,)
    assert (found.name, found.type, found.required_for) == ("region", "choice", ("strategic",))
    assert [choice.code for choice in book.choices("accounts.region")] == ["north", "south"]
    assert book.required("account", "strategic") == ("region",)
    assert book.required("account", "normal") == ()


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (field(name="website"), "has a field 'website' already"),
        (field(name="custom"), "has a field 'custom' already"),
        (field(name="Region"), "the field name 'Region' cannot be used"),
        (field(type_="colour"), "type is 'colour'"),
        (field(type_="text"), "has choices but is no choice"),
        (field(choices=False), "has no choices"),
        (field(scope="huge"), "names 'huge'"),
        (field().replace("fields.account", "fields.acount"), "fields.acount names no kind"),
        ('[required.account]\nall = ["websit"]', "names 'websit'"),
        ('[required.account]\nhuge = ["website"]', "required.account.huge is not known"),
        ('[required.planet]\nall = ["website"]', "required.planet names no kind"),
    ],
)
def test_a_wrong_field_is_refused(text: str, cause: str) -> None:
    assert any(cause in problem.cause for problem in problems(text))


def test_required_fields_hold_for_all_or_for_one_account_type() -> None:
    book = parse(
        '[required.account]\nall = ["website"]\nstrategic = ["description"]\n[required.risk]\nall = ["severity"]'
    )
    assert book.required("account", "strategic") == ("website", "description")
    assert book.required("account", "normal") == ("website",)
    assert book.required("risk") == ("severity",)
    assert book.required("contact", "normal") == ()


def test_special_rules_for_an_account_type_end_when_they_are_deleted() -> None:
    assert default().health.notes("strategic").target == 12
    assert parse("[health]\nnew_account_days = 10").health.notes("strategic").target == 6


def test_weights_for_one_account_type_keep_the_others() -> None:
    health = parse("[health.weights_for.strategic]\nqbr = 40").health
    assert health.weights("strategic") == {**health.weights("normal"), "qbr": 40}


def test_settings_left_out_keep_what_is_shipped() -> None:
    assert parse("[health.bands]\nhealthy = 80").health.bands.watch == 50


def test_the_error_is_a_usage_error_with_line_cause_and_remedy() -> None:
    with pytest.raises(KaptaError) as caught:
        parse(changed("watch = 50", "watch = 80"))
    assert caught.value.exit_code == 2
    assert "Line " in caught.value.cause
    assert caught.value.remedy == "Make it smaller."


def test_a_label_may_hold_anything_but_terminal_codes() -> None:
    book = parse(changed('open = "Open"', 'open = "Open [/oops] \\u001b[31m=1+1"'))
    assert book.label("risk_status", "open") == "Open [/oops] =1+1"


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistake() -> None:
    assert parse("\ufeff" + default_text().replace("\n", "\r\n")) == default()


LITERALS = [
    "3",
    "-1",
    "1.5",
    '"x"',
    '""',
    "true",
    "[]",
    "{}",
    "[1]",
    '["x"]',
    "{ a = 1 }",
    "[[]]",
    "1979-05-27",
    "inf",
]
PLACES = [
    number for number, line in enumerate(default_text().split("\n")) if re.match(r"[A-Za-z_-]+ = ", line)
]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(LITERALS)), min_size=1, max_size=5))
def test_any_value_anywhere_is_taken_or_refused_with_words(changes: list[tuple[int, str]]) -> None:
    lines = default_text().split("\n")
    for number, literal in changes:
        lines[number] = f"{lines[number].split(' = ')[0]} = {literal}"
    text = "\n".join(lines)
    try:
        parse(text)
    except PlaybookError as error:
        found = error.problems
    else:
        return
    assert list(found) == sorted(found)
    assert all(1 <= problem.line <= len(lines) and problem.cause and problem.remedy for problem in found)


def test_a_wrong_item_of_a_list_is_named_on_its_own_line() -> None:
    text = changed('    "Decisions and owners",', '    "Decisions and owners",\n    3,')
    assert "qbr.agenda holds 3" in only(text, "    3,").cause
    text = changed('weekend = ["saturday", "sunday"]', 'weekend = [\n7,\n"sonntag",\n]')
    first, second = problems(text)
    assert text.split("\n")[first.line - 1 : second.line] == ["7,", '"sonntag",']
