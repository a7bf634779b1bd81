"""One compiled reader per column: texts of a file in, cells of the staging table out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from kapta_tui.data.read.sources.base import LIST_SEPARATOR
from kapta_tui.data.write.bulk_load import Cell
from kapta_tui.domain.amounts import Amount, amount_currency, currency_code
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.measures import Rank
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.rules import RULES, Rule
from kapta_tui.domain.text import fold
from kapta_tui.domain.values import Context, converter
from kapta_tui.exchange.mapping import Column, TableMapping
from kapta_tui.exchange.texts import needs_steps, steps

Read = Callable[[str], Cell]
"""One text to one cell. Raises ValueError with a reason for people."""

ReadAll = Callable[[Sequence[str]], "Sequence[Cell] | None"]
"""All texts of a batch to their cells at once, or None where they have to be read one by one."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How the texts of one column are read; `nothing` are the words that stand for no value in it."""

    one: Read
    many: ReadAll
    nothing: frozenset[str] = frozenset()

    def batch(self, texts: Sequence[str]) -> Sequence[Cell]:
        """Return the cells of a batch. Raises ValueError where any text cannot be read."""
        cells = self.many(texts)
        if cells is None:
            known = {text: self.one(text) for text in set(texts)}
            cells = [known[text] for text in texts]
        return cells


def _one_by_one(_texts: Sequence[str]) -> Sequence[Cell] | None:
    return None


_NUMBERS = frozenset({FieldType.MONEY, FieldType.NUMBER, FieldType.INTEGER, FieldType.PERCENT})
_DAY_MONTH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2}|\d{4})(?!\d)")
_COMMA_DECIMALS = re.compile(
    r"[^\d]*(?:\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,})[^\d,.]*"
)
_POINT_DECIMALS = re.compile(
    r"[^\d]*(?:\d+\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,})[^\d,.]*"
)
_SERIAL = re.compile(r"[2-7]\d{4}(\.\d+)?")
_NULLS = frozenset(
    {"NULL", "null", "\\N", "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "(null)"}
)
_NO_VALUE = _NULLS | {
    spelled
    for word in ("n/a", "na", "n.a.", "-", "--", "–", "—", "?", "tbd", "tba", "none", "unknown", "k.a.")
    for spelled in (word, word.upper(), word.capitalize())
}
"""What people write for "not known" where a number, a day or an address is expected."""
_NEVER = frozenset(
    {
        "does not repeat",
        "does not recur",
        "not repeating",
        "no repeat",
        "no",
        "never",
        "once",
        "one time",
        "none",
    }
)
"""How other programs write that a task is to be done once, folded."""
_LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pt"]
_CACHED = 8192
_FIRST_DAY = date(1899, 12, 30)
_ADDRESSES = frozenset({"email", "phone", "website"})
_WORDS = frozenset(
    {FieldType.TEXT, FieldType.LONG, FieldType.REFERENCE, FieldType.REFERENCES, FieldType.LABELS}
)
_EXACT = frozenset({"json", "jsonl", "vcf"})
"""Formats that have a sign of their own for nothing, and that no spreadsheet opens."""
_RECKONED = frozenset({"name", "external_id", "code", "currency", "text"})


def _clean_texts(
    item: Field, texts: Sequence[str], rules: Sequence[Rule], nulls: frozenset[str]
) -> Sequence[Cell] | None:
    """Return the cells of a batch of clean texts, or None where any of them needs a closer look.

    Most columns of most files are clean, and looking at all their texts at once costs a twentieth.
    """
    joined = "|".join(texts)
    if not joined.isprintable() or "  " in joined or "| " in joined or " |" in joined or "|'" in joined:
        return None
    if joined[:1] in " '" or joined[-1:] == " " or not nulls.isdisjoint(texts):
        return None if joined else [None] * len(texts)
    if item.maximum is not None and len(max(texts, key=len)) > item.maximum:
        return None
    for rule in rules:
        filled = filter(None, texts)
        if not all(
            map(rule.pattern.fullmatch, filled) if rule.pattern else map(partial(_keeps, rule), filled)
        ):
            return None
    return [text or None for text in texts] if "" in texts else texts


def _are_single(texts: Sequence[str]) -> bool:
    """Return whether no text of the batch can be a list of several labels."""
    joined = "\n".join(texts)
    return ";" not in joined and '"' not in joined and joined.count("\n") == len(texts) - 1


def is_dispensable(item: Field) -> bool:
    """Return whether a record may come in without a cell of this field that cannot be read.

    So it is with words: an address of mail or web, a phone number, a title. What identifies the record
    or is reckoned with (amounts, dates, choices, yes or no) is not left out: without it the record would
    say what the file does not.
    """
    return item.type in (FieldType.TEXT, FieldType.LONG) and not item.required and item.name not in _RECKONED


def day_first(texts: Iterable[str]) -> bool | None:
    """Return whether 1-2-2026 is in February by the other dates of the column; None when nothing tells."""
    votes: Counter[bool] = Counter()
    for text in texts:
        found = _DAY_MONTH.match(text.strip())
        if found:
            first, second = int(found[1]), int(found[2])
            if first > 12 >= second or second > 12 >= first:
                votes[first > 12] += 1
    if len(votes) != 1:
        return None
    return next(iter(votes))


def decimal_comma(texts: Iterable[str]) -> bool:
    """Return whether the numbers of a column write 1.234,56."""
    commas = points = 0
    for text in texts:
        commas += bool(_COMMA_DECIMALS.fullmatch(text.strip()))
        points += bool(_POINT_DECIMALS.fullmatch(text.strip()))
    return commas > points


def cell_reader(
    column: Column,
    mapping: TableMapping,
    playbook: Playbook,
    sample: Sequence[str],
    order: bool | None,
    written_as: str,
) -> Reader:
    """Return how one column of a table is read.

    `order` is the table's, for dates that tell nothing themselves, `written_as` the format of its file.
    """
    item = column.field
    rules = [rule for rule in RULES.get(mapping.kind.name, ()) if rule.fields == (item.name,)]
    if column.amounts is not None:
        return Reader(
            lru_cache(_CACHED)(partial(_currency_beside, column.amounts or None, rules)), _one_by_one
        )
    first = day_first(sample) if item.type is FieldType.DATE else None
    context = Context(
        day_first=order if first is None else first,
        decimal_comma=item.type in _NUMBERS and decimal_comma(sample),
        choices=playbook.choices,
    )
    convert = _with_words(item, converter(item, context))
    nothing = no_values(item, own=mapping.own, written_as=written_as)
    empty = mapping.nulls | nothing
    mark, guarded = mapping.reference_mark, written_as not in _EXACT
    prepare = steps(column, mark, sample, context.decimal_comma, guarded=guarded)

    def read(text: str) -> Cell:
        if text in empty or text.strip() in empty:
            return None
        for step in prepare:
            text = step(text)
        value = convert(text)
        for rule in rules:
            _keep(rule, value)
        return _CELLS[type(value)](value)

    lists = item.type is FieldType.LABELS and not item.choices
    plain = item.type in (FieldType.TEXT, FieldType.LONG, FieldType.REFERENCE) and item.name != "currency"
    if not (plain or lists) or column.values:
        return Reader(lru_cache(_CACHED)(read), _one_by_one, nothing)

    def read_all(texts: Sequence[str]) -> Sequence[Cell] | None:
        if needs_steps(column, mark, texts):
            return None
        return None if lists and not _are_single(texts) else _clean_texts(item, texts, rules, empty)

    return Reader(read, read_all, nothing)


def no_values(item: Field, *, own: bool, written_as: str) -> frozenset[str]:
    """Return the words that stand for no value under a field.

    Where this program wrote the file (`own`), or its format has a sign of its own for that (JSON, vCard), words
    are words: somebody may be called Null. Foreign programs give addresses by such words even so.
    """
    is_address = item.name in _ADDRESSES
    if item.type in _WORDS and (own or (written_as in _EXACT and not is_address)):
        return frozenset()
    is_typed = item.type in _NUMBERS or item.type in (FieldType.DATE, FieldType.RECURRENCE) or is_address
    return _NO_VALUE if is_typed else _NULLS


def _currency_beside(unmarked: str | None, rules: Sequence[Rule], text: str) -> Cell:
    code = amount_currency(text) or unmarked
    for rule in rules:
        _keep(rule, code)
    return code


def _with_words(item: Field, convert: Callable[[str], Value]) -> Callable[[str], Value]:
    if item.name == "currency":
        return lambda text: currency_code(text) if text.strip() else None
    if item.type is FieldType.RECURRENCE:
        return lambda text: None if fold(text).removesuffix(".") in _NEVER else convert(text)
    return _or_in_words(convert) if item.type is FieldType.DATE else convert


def _or_in_words(convert: Callable[[str], Value]) -> Callable[[str], Value]:
    """A date with words in another language is the one case that is worth a slow library."""

    def read(text: str) -> Value:
        try:
            return convert(text)
        except ValueError:
            if _SERIAL.fullmatch(text.strip()):
                # No date is written with five digits; a spreadsheet counts its days from 1899-12-30.
                return _FIRST_DAY + timedelta(days=int(float(text)))
            found = spoken_date(text.strip()) if any(char.isalpha() for char in text) else None
            if found is None:
                raise
            return found

    return read


@lru_cache(_CACHED)
def spoken_date(text: str) -> date | None:
    """Return the day that "31. Mai 2025" or "3 maart 2024" writes, or None; a year has to be given."""
    if len(text) > 40 or not re.search(r"\d{4}", text):
        return None
    import dateparser

    found = dateparser.parse(
        text,
        languages=_LANGUAGES,
        settings={"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]},
    )
    return found.date() if found is not None else None


def _keeps(rule: Rule, text: str) -> bool:
    return rule.broken(text) is None


def _keep(rule: Rule, value: Value) -> None:
    cause = rule.broken(value)
    if cause is not None:
        raise ValueError(cause.rstrip("."))


def _tuple(value: tuple[str, ...]) -> Cell:
    return LIST_SEPARATOR.join(value) if value else None


_CELLS: dict[type, Callable[[Any], Cell]] = {
    str: lambda value: value,
    int: lambda value: value,
    bool: int,
    Decimal: lambda value: format(value, "f"),
    Amount: lambda value: format(value, "f"),
    Rank: lambda value: value.word,
    date: date.isoformat,
    type(None): lambda _value: None,
    tuple: _tuple,
}
