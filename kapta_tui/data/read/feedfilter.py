"""The filter language over the activity feed (features: row 22): words, person, kinds touched, account and day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kapta_tui.data.read.ownrows import tables_of
from kapta_tui.data.read.where import escaped
from kapta_tui.domain.fields import FieldType, Kind
from kapta_tui.domain.filter import Compare, Op, Query, Ready, Term, Word, check, parse
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import fold
from kapta_tui.domain.values import as_date, as_flag

FIELDS: Final = {
    "user": FieldType.TEXT,
    "kind": FieldType.TEXT,
    "date": FieldType.INSTANT,
    "account": FieldType.TEXT,
    "undone": FieldType.FLAG,
}
"""What changes can be filtered by, besides the words of their sentence."""

READY: Final = frozenset({"mine"})
_NAME: Final = (
    "coalesce((SELECT a.name FROM account a "
    "WHERE a.id = coalesce(json_extract(:moved, '$.\"' || e.account_id || '\"'), e.account_id)), '')"
)
"""The name of the account that a change belongs to by now."""

_TEXTS: Final = {"user": 'e."user"', "account": _NAME}
_SIGNS: Final = {op: op.value for op in Op if op.orders} | {Op.MATCH: "=", Op.EQUAL: "="}


@dataclass
class FeedFilter:
    """Compiles a filter over `event e`; `parameters` fills as it goes.

    `:moved` is left to the caller: a JSON object of the accounts that went up in others, with what they are by now.
    """

    user: str
    today: date
    parameters: dict[str, str | int] = field(default_factory=dict)

    def where(self, text: str) -> str:
        """Return the condition that `text` stands for.

        Raises:
            FilterError: it cannot be read, or names a field, kind or day that there is not; it points at the place.
        """
        query = parse(text)
        check(query, FIELDS, READY)
        return " AND ".join(self._term(query, term) for term in query.terms) or "true"

    def _term(self, query: Query, term: Term) -> str:
        match term.atom:
            case Word() as word if word.case_sensitive:
                condition = f"instr(e.sentence, {self._parameter(word.text)}) > 0"
            case Word(text):
                condition = self._like("e.sentence", text)
            case Ready():
                condition = f'fold(e."user") = {self._parameter(fold(self.user))}'
            case Compare() as compare:
                try:
                    condition = self._compare(compare)
                except ValueError as error:
                    remedy = f"'{compare.field}' cannot be compared with that."
                    raise query.error(term, f"{error}.", remedy) from error
        return f"NOT ({condition})" if term.negated else f"({condition})"

    def _compare(self, compare: Compare) -> str:
        if compare.op in (Op.ANY, Op.EMPTY):
            return self._any(compare.field) if compare.op is Op.ANY else f"NOT ({self._any(compare.field)})"
        return " OR ".join(f"({self._one(compare, text)})" for text in compare.values)

    def _any(self, name: str) -> str:
        return {
            "kind": "EXISTS (SELECT 1 FROM change c WHERE c.event_id = e.id)",
            "undone": "e.undone > 0",
            "date": "true",
        }.get(name) or f"{_TEXTS[name]} <> ''"

    def _one(self, compare: Compare, text: str) -> str:
        match compare.field:
            case "date":
                day = self._parameter(as_date(text, self.today).isoformat())
                return f"substr(e.at, 1, 10) {_SIGNS[compare.op]} {day}"
            case "kind":
                marks = ", ".join(self._parameter(table) for table in _tables(text))
                return f"EXISTS (SELECT 1 FROM change c WHERE c.event_id = e.id AND c.tbl IN ({marks}))"
            case "undone":
                return f"(e.undone > 0) = {self._parameter(int(as_flag(text)))}"
            case name:
                if compare.op is Op.EQUAL:
                    return f"fold({_TEXTS[name]}) = {self._parameter(fold(text))}"
                return self._like(_TEXTS[name], text)

    def _like(self, expression: str, text: str) -> str:
        return f"fold({expression}) LIKE {self._parameter(f'%{escaped(fold(text))}%')} ESCAPE '\\'"

    def _parameter(self, value: str | int) -> str:
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"


def features_named(text: str) -> frozenset[str]:
    """Return the features of the kinds that the filter `text` asks for by name.

    Raises:
        FilterError: it cannot be read, or names a field that there is not.
    """
    query = parse(text)
    check(query, FIELDS, READY)
    atoms = [term.atom for term in query.terms if not term.negated]
    named = {
        _plain(value)
        for atom in atoms
        if isinstance(atom, Compare) and atom.field == "kind"
        for value in atom.values
    }
    return frozenset(kind.feature for kind in KINDS.values() if not named.isdisjoint(_called(kind)))


def _called(kind: Kind) -> set[str]:
    """Return what a filter may call a kind."""
    return {kind.noun, kind.name, _plain(kind.spoken)}


def _plain(text: str) -> str:
    return fold(text).replace("-", "_").replace(" ", "_")


def _tables(text: str) -> tuple[str, ...]:
    """Return the tables of the kind that `text` names by noun or name. Raises ValueError listing the nouns."""
    wanted = _plain(text)
    for kind in KINDS.values():
        if wanted in _called(kind):
            return tables_of(kind.name)
    raise ValueError(f"'{text}' is no kind; there are {', '.join(kind.noun for kind in KINDS.values())}")
