"""What of a playbook is kept beside its text, so that lists can be drawn without reading it."""

from __future__ import annotations

import json

from kapta_tui.domain.playbook import parse


def labels_of(text: str) -> str:
    """Return the labels of a playbook text as JSON: catalogue to code to label. Raises PlaybookError.

    The playbook's own currency is the one entry of `currency`.
    """
    playbook = parse(text)
    found = {
        name: {choice.code: choice.label for choice in choices}
        for name, choices in playbook.catalogues.items()
    }
    found["currency"] = {playbook.currency: playbook.currency}
    return json.dumps(found, ensure_ascii=False)
