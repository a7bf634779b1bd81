"""From a filter to SQL: every value becomes a parameter, only expressions of the `Source` become text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kapta_tui.data.read import expressions
from kapta_tui.data.read.money import minor_units
from kapta_tui.data.read.sources.base import LIST_SEPARATOR, Source
from kapta_tui.domain import custom
from kapta_tui.domain.accounttypes import ARCHIVED
from kapta_tui.domain.amounts import amount_mark, may_mean
from kapta_tui.domain.currencies import CURRENCIES
from kapta_tui.domain.fields import Field, FieldType
from kapta_tui.domain.filter import Compare, Op, Query, Ready, Term, Word, check
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Choice, Playbook
from kapta_tui.domain.text import fold
from kapta_tui.domain.values import as_amount, as_date, as_flag

_SIGNS = {Op.LESS: "<", Op.AT_MOST: "<=", Op.MORE: ">", Op.AT_LEAST: ">=", Op.EQUAL: "=", Op.MATCH: "="}
_NUMBERS = frozenset({FieldType.INTEGER, FieldType.PERCENT, FieldType.NUMBER, FieldType.MONEY})

_MARK = "\ue000"
"""Parts what is folded: the separator of lists is white space to it, and nobody types this one."""


@dataclass
class Compiler:
    """Compiles the terms of one query; `parameters` fills as it goes."""

    source: Source
    playbook: Playbook
    today: date
    parameters: dict[str, str | int | float] = field(default_factory=dict)
    prefix: str = "p"
    """How the names of the parameters begin, so that two conditions can stand in one statement."""

    def where(self, query: Query, *, archived: bool = False) -> str:
        """Return the condition of `query`; rows of archived accounts count only when asked for.

        Raises:
            FilterError: a field, word or value does not exist; it points at the place.
        """
        kind = KINDS[self.source.kind]
        fields = custom.fields_of(kind, self.playbook)
        known = {name: item.type for name, item in fields.items()}
        known |= {alias: known[name] for alias, name in self.source.aliases.items()}
        check(query, known, kind.ready & self.source.ready.keys())
        conditions = [self._term(query, term, fields) for term in query.terms]
        if self.source.hides_archived and not archived and not self.asks_for_archived(query):
            conditions.append(f"NOT {self.source.account}.archived")
        return " AND ".join(conditions) or "1 = 1"

    def asks_for_archived(self, query: Query) -> bool:
        """Say whether a term is about archived accounts, by their own word, flag or type."""
        return any(self._is_about_archived(term.atom) for term in query.terms)

    def _is_about_archived(self, atom: Word | Ready | Compare) -> bool:
        match atom:
            case Ready(name):
                return name == ARCHIVED
            case Compare(field="archived"):
                return True
            case Compare(field="type", values=values) if self.source.kind == "accounts":
                label = fold(self.playbook.label("account_type", ARCHIVED))
                # As with any choice, the beginning of a code is enough.
                return any(
                    text and (ARCHIVED.startswith(fold(text)) or fold(text) == label) for text in values
                )
            case _:
                return False

    def _term(self, query: Query, term: Term, fields: dict[str, Field]) -> str:
        match term.atom:
            case Word() as word:
                condition = self._word(word)
            case Ready(name):
                condition = self.source.ready[name]
            case Compare() as compare:
                name = self.source.aliases.get(compare.field, compare.field)
                try:
                    condition = self._compare(compare, fields[name])
                except ValueError as error:
                    raise query.error(
                        term, f"{error}.", f"'{compare.field}' cannot be compared with that."
                    ) from error
        return f"NOT coalesce(({condition}), false)" if term.negated else f"({condition})"

    def _word(self, word: Word) -> str:
        if word.case_sensitive:
            mark = self._parameter(word.text)
            names = (item.replace("name_folded", "name") for item in self.source.words)
            return " OR ".join(f"instr({name}, {mark}) > 0" for name in names)
        mark = self._parameter(f"%{escaped(fold(word.text))}%")
        return " OR ".join(f"{_folded(words)} LIKE {mark} ESCAPE '\\'" for words in self.source.words)

    def _compare(self, compare: Compare, item: Field) -> str:
        expression = expressions.value(self.source, item, self.playbook)
        if compare.op is Op.ANY:
            return f"{expression} IS NOT NULL AND {expression} <> ''"
        if compare.op is Op.EMPTY:
            return f"{expression} IS NULL OR {expression} = ''"
        return " OR ".join(f"({self._one(compare.op, item, expression, text)})" for text in compare.values)

    def _one(self, op: Op, item: Field, expression: str, text: str) -> str:
        sign = _SIGNS[op]
        if item.type in _NUMBERS:
            number = f"{self._number(item, expression)} {sign} {self._parameter(float(as_amount(text)))}"
            return f"{number} AND {self._in_currency(text)}" if item.type is FieldType.MONEY else number
        if item.type is FieldType.DATE:
            return f"{expression} {sign} {self._parameter(as_date(text, self.today).isoformat())}"
        if item.type is FieldType.INSTANT:
            return (
                f"substr({expression}, 1, 10) {sign} {self._parameter(as_date(text, self.today).isoformat())}"
            )
        if item.type is FieldType.FLAG:
            return f"{expression} = {self._parameter(int(as_flag(text)))}"
        if item.type is FieldType.CHOICE:
            return self._choice(sign, item, expression, text)
        return self._text(op, item, expression, text)

    def _number(self, item: Field, expression: str) -> str:
        if item.custom or item.type is FieldType.NUMBER:
            return f"CAST({expression} AS REAL)"
        if item.type is FieldType.MONEY:
            return f"({expression} * 1.0 / {minor_units(self.source.currency)})"
        return expression

    def _in_currency(self, text: str) -> str:
        """Return the condition that a row is in the currency beside an amount; without one every row is compared.

        A sign means every currency that writes it, as in an import: $ stands for the dollars of all countries.
        """
        mark = amount_mark(text)
        if not mark:
            return "1 = 1"
        meant = [code for code in sorted(CURRENCIES) if may_mean(mark, code)]
        if not meant:
            raise ValueError(f"'{mark}' is no currency")
        return f"{self.source.currency} IN ({', '.join(map(self._parameter, meant))})"

    def _choice(self, sign: str, item: Field, expression: str, text: str) -> str:
        choices = self.playbook.choices(item.choices)
        code = next((c.code for c in choices if fold(text) in (fold(c.code), fold(c.label))), None)
        if code is None:
            begins = [c.code for c in choices if fold(c.code).startswith(fold(text))]
            if not begins:
                raise ValueError(f"'{text}' is none of: {', '.join(c.code for c in choices)}")
            marks = ", ".join(self._parameter(item) for item in begins)
            return (
                f"{expression} IN ({marks})"
                if sign == "="
                else self._rank(sign, choices, expression, begins[0])
            )
        return (
            f"{expression} = {self._parameter(code)}"
            if sign == "="
            else self._rank(sign, choices, expression, code)
        )

    def _rank(self, sign: str, choices: tuple[Choice, ...], expression: str, code: str) -> str:
        ranks = expressions.ranks(choices)
        return f"{expressions.rank(choices, expression)} {sign} {self._parameter(ranks[code])}"

    def _text(self, op: Op, item: Field, expression: str, text: str) -> str:
        folded = f"fold({expression})"
        if item.type is FieldType.LABELS and item.choices:
            labels = self.playbook.choices(item.choices)
            text = next((c.code for c in labels if fold(text) in (fold(c.code), fold(c.label))), text)
        if op is Op.EQUAL and item.type is FieldType.LABELS:
            return f"instr({_parted(expression)}, {self._parameter(f'{_MARK}{fold(text)}{_MARK}')}) > 0"
        if op is Op.EQUAL:
            return f"{folded} = {self._parameter(fold(text))}"
        return f"{folded} LIKE {self._parameter(f'%{escaped(fold(text))}%')} ESCAPE '\\'"

    def _parameter(self, value: str | float) -> str:
        name = f"{self.prefix}{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"


def _parted(expression: str) -> str:
    """Return the search keys of the parts of a text that holds several, each between marks."""
    marked = f"replace({expression}, char({ord(LIST_SEPARATOR)}), '{_MARK}')"
    return f"'{_MARK}' || fold({marked}) || '{_MARK}'"


def _folded(expression: str) -> str:
    """Return the search key of a text: names have one of their own, which costs nothing to compare."""
    return expression if expression.endswith("name_folded") else f"fold({expression})"


def escaped(text: str) -> str:
    """Return `text` as LIKE takes it literally, with a backslash as escape."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
