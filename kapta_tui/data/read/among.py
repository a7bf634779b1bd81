"""What is asked about one account or about several in one go, such as those of a family."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TypeAlias

Several: TypeAlias = "int | Sequence[int]"
"""One account, or several; of a family the parent comes first."""


def each(accounts: Several) -> tuple[int, ...]:
    """Return the accounts as a sequence."""
    return (accounts,) if isinstance(accounts, int) else tuple(accounts)


def listed(accounts: Several) -> str:
    """Return the accounts as the JSON array that `json_each` takes."""
    return json.dumps(each(accounts))
