"""Which key players of two accounts that become one are the same person (features: row 29)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from kapta_tui.domain.text import fold


class Person(NamedTuple):
    """A key player: `email` is empty where none is known."""

    id: int
    name: str
    email: str = ""


_Key = Callable[[Person], str]
_Two = tuple[Person, Person]


def same_people(kept: Sequence[Person], gone: Sequence[Person]) -> list[_Two]:
    """Return those of `kept` who stand in `gone` too, each with the one there, in the order of `kept`.

    One person is who has one e-mail, else one name and no other e-mail, case and accents aside. An e-mail or name
    that several people of an account have says of none of them who it is, unless e-mail and name both agree.
    """
    found: list[_Two] = []
    shared = {email for side in (kept, gone) for email, several in _by(side, _email).items() if several[1:]}
    rules: tuple[tuple[_Key, bool], ...] = (
        (lambda one: f"{_email(one)} {fold(one.name)}" if _email(one) else "", True),
        (lambda one: "" if _email(one) in shared else _email(one), False),
        (lambda one: fold(one.name), False),
    )
    for key, is_certain in rules:
        ours, theirs = ([one for one in side if not _is_in(one, found)] for side in (kept, gone))
        found += _pairs(ours, theirs, key, is_certain=is_certain)
    order = {one.id: place for place, one in enumerate(kept)}
    return sorted(found, key=lambda pair: order[pair[0].id])


def _pairs(
    first: Iterable[Person], second: Iterable[Person], key: _Key, *, is_certain: bool
) -> Iterator[_Two]:
    others = _by(second, key)
    for own, ours in _by(first, key).items():
        theirs = others.get(own, [])
        if own and is_certain:
            yield from zip(ours, theirs, strict=False)
        elif own:
            yield from _only(ours, theirs)


def _only(ours: Sequence[Person], theirs: Sequence[Person]) -> Iterator[_Two]:
    """Yield those who may be one person with one alone of the other side, who may be nobody else."""
    pairs = [(one, other) for one in ours for other in theirs if _agree(one, other)]
    for pair in pairs:
        if sum(pair[0] is one or pair[1] is other for one, other in pairs) == 1:
            yield pair


def _by(people: Iterable[Person], key: _Key) -> dict[str, list[Person]]:
    found: defaultdict[str, list[Person]] = defaultdict(list)
    for one in people:
        found[key(one)].append(one)
    return dict(found)


def _is_in(one: Person, pairs: Iterable[_Two]) -> bool:
    return any(one is each for pair in pairs for each in pair)


def _agree(one: Person, other: Person) -> bool:
    return not _email(one) or not _email(other) or _email(one) == _email(other)


def _email(one: Person) -> str:
    return fold(one.email)
