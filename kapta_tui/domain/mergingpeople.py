"""Which key players of two accounts that become one are the same person (features: row 29)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from kapta_tui.domain.text import fold

_WORD = re.compile(r"[^\W_]+")


class Person(NamedTuple):
    """A key player: `email` is empty where none is known."""

    id: int
    name: str
    email: str = ""


_K = TypeVar("_K")
_Key = Callable[[Person], str]
_Two = tuple[Person, Person]
_Side = Sequence[Person]


def same_people(kept: _Side, gone: _Side) -> list[_Two]:
    """Return those of `kept` who stand in `gone` too, each with the one there, in the order of `kept`.

    One person is who has one e-mail and a name that does not contradict the other, else one name and no other
    e-mail, case and accents aside. An e-mail or name that several people of an account have says of none of them
    who it is, unless e-mail and name both agree.
    """
    found: dict[int, _Two] = {}
    taken: set[int] = set()
    for rule in (_by_both, _by_email, _by_name):
        for one, other in rule(kept, gone):
            if one.id not in found and other.id not in taken:
                found[one.id] = one, other
                taken.add(other.id)
    return [found[one.id] for one in kept if one.id in found]


def do_not_contradict(name: str, other: str) -> bool:
    """Return whether two names may be those of one person: each word of one is a word of the other, or an initial.

    So may "Ana", "Ruiz, Ana", "A. Ruiz" and "Ana Ruiz", in whatever order; a name without a word says nothing.
    """
    ours, theirs = (set(_WORD.findall(fold(each))) for each in (name, other))
    return _is_held(ours, theirs) or _is_held(theirs, ours)


def _is_held(words: set[str], others: set[str]) -> bool:
    return all(any(_is_one(word, other) for other in others) for word in words)


def _is_one(word: str, other: str) -> bool:
    return word == other or (1 in (len(word), len(other)) and word[0] == other[0])


def _by_both(kept: _Side, gone: _Side) -> Iterator[_Two]:
    """Yield those whose e-mail and name agree; of several the first with the first."""
    ours, theirs = (_by(side, lambda one: (_email(one), fold(one.name))) for side in (kept, gone))
    for key, several in ours.items():
        if key[0]:
            yield from zip(several, theirs.get(key, ()), strict=False)


def _by_email(kept: _Side, gone: _Side) -> Iterator[_Two]:
    return (
        (one, other) for one, other in _alone(kept, gone, _email) if do_not_contradict(one.name, other.name)
    )


def _by_name(kept: _Side, gone: _Side) -> Iterator[_Two]:
    found = _alone(kept, gone, lambda one: fold(one.name))
    return ((one, other) for one, other in found if not _email(one) or not _email(other))


def _alone(kept: _Side, gone: _Side, key: _Key) -> Iterator[_Two]:
    """Yield those of both sides who share a key that nobody else of either side has."""
    ours, theirs = (_by(side, key) for side in (kept, gone))
    for own, several in ours.items():
        others = theirs.get(own, ())
        if own and len(several) == len(others) == 1:
            yield several[0], others[0]


def _by(people: _Side, key: Callable[[Person], _K]) -> dict[_K, list[Person]]:
    found: defaultdict[_K, list[Person]] = defaultdict(list)
    for one in people:
        found[key(one)].append(one)
    return found


def _email(one: Person) -> str:
    return fold(one.email)
