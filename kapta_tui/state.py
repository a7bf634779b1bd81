"""What the app remembers for one person between two starts: the account filter, accounts opened last, views in use.

It stands beside the settings, by store, and not in the store, because others who share that look elsewhere.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kapta_tui.domain.errors import KaptaError
from kapta_tui.settings import config_folder

FILE_NAME = "state.toml"

OPENED = 20
"""Accounts remembered as opened."""

_STORES = 30
"""Stores remembered; the one changed longest ago is forgotten first."""


@dataclass(frozen=True, slots=True)
class State:
    """What is remembered about one store."""

    account_filter: str = ""
    opened: tuple[tuple[int, str], ...] = ()
    """Ids of accounts and when their pages were opened (UTC, ISO text), the newest first, at most `OPENED`."""
    views: Mapping[str, str] = field(default_factory=dict)
    """Screen to the view that was used there last, in the screen's own words."""
    problem: str = ""
    """What in the file could not be used, a sentence; empty when all could."""

    def with_opened(self, account: int, at: str) -> State:
        """Return the state after the page of `account` was opened at the moment `at`."""
        others = (pair for pair in self.opened if pair[0] != account)
        return replace(self, opened=((account, at), *others)[:OPENED])

    def with_filter(self, text: str) -> State:
        """Return the state with another account filter, empty for none."""
        return replace(self, account_filter=text)

    def with_view(self, screen: str, view: str) -> State:
        """Return the state with another view of a screen."""
        return replace(self, views={**self.views, screen: view})


def state_path() -> Path:
    """Return the path of the file, whether or not it exists."""
    return config_folder() / FILE_NAME


def load_state(store: Path, path: Path | None = None) -> State:
    """Return what is remembered about the store at `store`; what cannot be used is left out and told of."""
    path = path or state_path()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return State()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        return State(problem=f"{path}: {error}; the account filter kept there is ignored")
    own = table.get(_key(store))
    return _read(own, path) if isinstance(own, dict) else State()


def _read(own: Mapping[str, object], path: Path) -> State:
    text, opened, views = own.get("account_filter", ""), own.get("opened", []), own.get("views", {})
    if not isinstance(text, str) or not isinstance(opened, list) or not isinstance(views, dict):
        return State(problem=f"{path}: what is kept about this store is damaged; it is ignored")
    pairs = tuple((pair[0], pair[1]) for pair in opened if _is_opened(pair))
    seen = {screen: view for screen, view in views.items() if isinstance(view, str)}
    return State(text.strip(), pairs[:OPENED], seen)


def _is_opened(pair: object) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], int) and isinstance(pair[1], str)


def save_state(store: Path, state: State, path: Path | None = None) -> None:
    """Write what is to be remembered about the store at `store`; a file that is damaged is begun anew.

    Raises KaptaError when it cannot be written.
    """
    import tomlkit

    path = path or state_path()
    try:
        kept = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        kept = {}
    except OSError as error:
        raise _unwritable(path, error) from error
    kept.pop(_key(store), None)
    kept[_key(store)] = {
        "account_filter": state.account_filter,
        "opened": [list(pair) for pair in state.opened],
        "views": dict(state.views),
    }
    newest = dict(list(kept.items())[-_STORES:])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Another app may be writing its own at this moment.
        beside = path.with_name(f"{path.name}.{os.getpid()}.new")
        beside.write_text(tomlkit.dumps(newest), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> KaptaError:
    return KaptaError(
        f"{path} cannot be written: {error}.", "Check its rights; until then nothing is remembered."
    )


def _key(store: Path) -> str:
    return str(store.resolve())
