"""What of a playbook is kept beside its text, so that lists can be drawn without reading it."""

from __future__ import annotations

import json

from kapta_tui.domain.playbook import parse


def labels_of(text: str) -> str:
    """Return the labels of a playbook text as JSON: catalogue to code to label. Raises PlaybookError.

    The playbook's own currency is the one entry of `currency`; what is switched off stands under `off`, and beside
    a catalogue `likelihood` its percentages under `likelihood.percent` and its retired choices under
    `likelihood.retired`.
    """
    playbook = parse(text)
    found = {
        name: {choice.code: choice.label for choice in choices}
        for name, choices in playbook.catalogues.items()
    }
    for name, choices in playbook.catalogues.items():
        found[f"{name}.percent"] = {one.code: str(one.percent) for one in choices if one.percent is not None}
        found[f"{name}.retired"] = {one.code: one.label for one in choices if one.retired}
    found["off"] = {feature: feature for feature in sorted(playbook.off)}
    found["currency"] = {playbook.currency: playbook.currency}
    return json.dumps({name: held for name, held in found.items() if held}, ensure_ascii=False)
