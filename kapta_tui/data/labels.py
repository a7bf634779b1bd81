"""What of a playbook is kept beside its text, so that lists can be drawn without reading it."""

from __future__ import annotations

import json

from kapta_tui.data.read.labels import CURRENCY, OFF, PERCENT, RETIRED
from kapta_tui.domain.playbook import parse


def labels_of(text: str) -> str:
    """Return what is kept of a playbook text as JSON, laid out as `read.labels.Labels` says. Raises PlaybookError."""
    playbook = parse(text)
    found = {
        name: {choice.code: choice.label for choice in choices}
        for name, choices in playbook.catalogues.items()
    }
    for name, choices in playbook.catalogues.items():
        found[f"{name}{PERCENT}"] = {one.code: str(one.percent) for one in choices if one.percent is not None}
        found[f"{name}{RETIRED}"] = {one.code: one.label for one in choices if one.retired}
    found[OFF] = {feature: feature for feature in sorted(playbook.off)}
    found[CURRENCY] = {playbook.currency: playbook.currency}
    return json.dumps({name: held for name, held in found.items() if held}, ensure_ascii=False)
