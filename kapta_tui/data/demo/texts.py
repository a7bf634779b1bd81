"""The names, texts and stories of the sample portfolio, as written in `content/*.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

Spec = dict[str, Any]


@cache
def content(name: str) -> Spec:
    """Return the parsed file `content/<name>.toml`; it is shared and must not be changed."""
    file = resources.files("kapta_tui.data.demo") / "content" / f"{name}.toml"
    return tomllib.loads(file.read_text("utf-8"))


def accounts() -> list[Spec]:
    """Return what is written of every account, parents before their children."""
    return [*content("accounts")["account"], *content("accounts_more")["account"]]


def known(key: str) -> Spec:
    """Return what is written in content/knowledge.toml or knowledge_more.toml of the account `key`."""
    found: Spec = content("knowledge").get(key) or content("knowledge_more").get(key, {})
    return found
