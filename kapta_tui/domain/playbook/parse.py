"""From TOML text to `Playbook`, with every mistake reported at once and on its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache
from typing import Any

from kapta_tui.domain.currencies import is_currency
from kapta_tui.domain.playbook.book import Playbook
from kapta_tui.domain.playbook.catalogues import CATALOGUES, read_catalogue
from kapta_tui.domain.playbook.model import (
    Calendar,
    Choice,
    CoverageRules,
    CustomField,
    Reason,
    Section,
    SwotPrompt,
)
from kapta_tui.domain.playbook.parse_fields import catalogue_of, read_fields, read_required
from kapta_tui.domain.playbook.parse_health import read_health
from kapta_tui.domain.playbook.parse_jeopardies import read_jeopardy_codes
from kapta_tui.domain.playbook.parse_plans import read_sections, read_templates
from kapta_tui.domain.playbook.parse_risks import read_reasons, read_resolutions
from kapta_tui.domain.playbook.problems import PlaybookError, Problem, Problems
from kapta_tui.domain.playbook.reader import Table
from kapta_tui.domain.playbook.source import default_text, default_values

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
QUADRANTS = ("strengths", "weaknesses", "opportunities", "threats")
REPORTS = ("profile", "action_plan", "customer", "timeline", "activity", "risk", "portfolio_risk", "health")

# Tables of settings are completed from the shipped playbook key by key, so that a playbook written for
# an older program stays valid; tables of codes are taken as they are written.
_SETTINGS = ("calendar", "features", "coverage", "qbr", "risks", "health", "jeopardy")
_PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")


@lru_cache(maxsize=8)
def parse(text: str) -> Playbook:
    """Read a playbook; the same text is read once.

    Raises PlaybookError with all problems when the text cannot be used.
    """
    problems = Problems(text)
    # Most keep the shipped playbook; reading its text once more would double what a start waits for.
    tables = default_values() if text == default_text() else completed(load(text))
    top = Table(tables, (), problems)
    book = _read(top)
    top.done()
    if problems.found:
        raise PlaybookError(problems.found)
    return book


def load(text: str) -> dict[str, Any]:
    """Return the plain tables of a TOML text. Raises PlaybookError with the line of a syntax error."""
    try:
        return tomllib.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        cause = _PLACE.sub("", str(error)).strip()
        remedy = "mend the line; texts stand in quotation marks, lists in [ ], one key on a line"
        raise PlaybookError([Problem(line, f"this is no TOML: {cause}", remedy)]) from None


def completed(values: dict[str, Any]) -> dict[str, Any]:
    """Return `values` with what was left out taken from the shipped playbook."""
    shipped = default_values()
    whole = {**shipped, **values}
    for name in _SETTINGS:
        if isinstance(values.get(name), dict):
            whole[name] = _filled(shipped[name], values[name])
    return whole


def _filled(shipped: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    # Special rules for one account type end when the administrator deletes them.
    result = {key: value for key, value in shipped.items() if not key.endswith("_for")}
    for key, value in given.items():
        both = isinstance(value, dict) and isinstance(result.get(key), dict)
        result[key] = _filled(result[key], value) if both else value
    return result


def _read(top: Table) -> Playbook:
    catalogues = {name: read_catalogue(top.table(name), kind) for name, kind in CATALOGUES.items()}
    codes = {name: tuple(choice.code for choice in choices) for name, choices in catalogues.items()}
    universal, by_reason = read_resolutions(top)
    reasons = read_reasons(top.table("reasons"), by_reason)
    sections = read_sections(top.table("sections"))
    fields = read_fields(top.table("fields"), codes["account_type"])
    options = top.table("risks")
    agenda = top.table("qbr")
    jeopardy = top.table("jeopardy")
    book = Playbook(
        currency=_currency(top),
        calendar=_calendar(top.table("calendar")),
        features=_features(top.table("features")),
        catalogues={**catalogues, **_derived(reasons, universal, sections, fields)},
        reasons=reasons,
        universal_resolutions=universal,
        custom_reasons=options.flag("custom_reasons"),
        custom_resolutions=options.flag("custom_resolutions"),
        sections=sections,
        templates=read_templates(top.table("templates"), [s.code for s in sections], codes["queue"]),
        fields=fields,
        required_fields=read_required(top.table("required"), codes["account_type"], fields),
        health=read_health(top, codes["account_type"]),
        coverage=_coverage(top.table("coverage"), codes["contact_role"]),
        swot_prompts=_swot(top.table("swot_prompts"), codes["swot_lens"]),
        qbr_agenda=agenda.texts("agenda"),
        jeopardy_codes=read_jeopardy_codes(
            top.table("jeopardy_codes"), codes["jeopardy_origination"], codes["jeopardy_resolution"]
        ),
        universal_jeopardy_resolutions=jeopardy.words("universal", codes["jeopardy_resolution"]),
        reports=top.words("reports", REPORTS),
    )
    for table in (options, agenda, jeopardy):
        table.done()
    _check_closing(top, catalogues["risk_status"])
    return book


def _derived(
    reasons: Collection[Reason],
    universal: tuple[Choice, ...],
    sections: Collection[Section],
    fields: Collection[CustomField],
) -> dict[str, tuple[Choice, ...]]:
    """Return the catalogues that fields name but that have a shape of their own in the text."""
    return {
        "reasons": tuple(Choice(reason.code, reason.label, retired=reason.retired) for reason in reasons),
        "resolutions": (*(choice for reason in reasons for choice in reason.resolutions), *universal),
        "section": tuple(Choice(item.code, item.label, retired=item.retired) for item in sections),
        **{catalogue_of(field): field.choices for field in fields if field.choices},
    }


def _currency(top: Table) -> str:
    value = top.text("currency")
    if value and not is_currency(value):
        top.problem("currency", f"currency is {value!r}", "write an ISO code (ISO 4217), such as EUR")
    return value


def _calendar(table: Table) -> Calendar:
    weekend = table.words("weekend", WEEKDAYS)
    holidays = table.text("holidays", "")
    if holidays and not re.fullmatch(r"[A-Z]{2}", holidays):
        table.problem(
            "holidays", f"calendar.holidays is {holidays!r}", 'write an ISO country code such as "DE", or ""'
        )
    table.done()
    return Calendar(tuple(WEEKDAYS.index(day) for day in weekend if day in WEEKDAYS), holidays)


def _features(table: Table) -> dict[str, bool]:
    features = {name: table.flag(name, True) for name in default_values()["features"]}
    table.done()
    return features


def _coverage(table: Table, roles: Collection[str]) -> CoverageRules:
    rules = CoverageRules(
        core_roles=table.words("core_roles", roles),
        strong_power=table.number("strong_power", low=-100, high=100),
        strong_contact_days=table.number("strong_contact_days", low=1),
        single_thread_days=table.number("single_thread_days", low=1),
    )
    table.done()
    return rules


def _swot(table: Table, lenses: Collection[str]) -> tuple[SwotPrompt, ...]:
    prompts: list[SwotPrompt] = []
    for lens in table.values:
        if lens not in lenses:
            continue  # done() reports it, with the lenses there are
        quadrants = table.table(lens)
        prompts += [SwotPrompt(lens, name, text) for name in QUADRANTS for text in quadrants.texts(name)]
        quadrants.done()
    table.done(lenses)
    return tuple(prompts)


def _check_closing(top: Table, statuses: Collection[Choice]) -> None:
    if not any(
        s.code.startswith("closed_") and s.code != "closed_invalid" and not s.retired for s in statuses
    ):
        top.problem(
            "risk_status",
            "no status closes a risk",
            "add one whose code begins with closed_, such as closed_resolved",
        )
