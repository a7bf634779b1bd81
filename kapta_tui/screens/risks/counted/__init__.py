"""The views that count risks; each is imported when it is shown first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kapta_tui.screens.risks.counted.pane import CountPane
    from kapta_tui.screens.risks.views import ViewName


def new_pane(view: ViewName) -> CountPane[Any]:
    """Return the matrix or the overview, which is to be mounted."""
    if view == "matrix":
        from kapta_tui.screens.risks.counted.matrix import RiskMatrix

        return RiskMatrix()
    from kapta_tui.screens.risks.counted.overview import RiskOverview

    return RiskOverview()
