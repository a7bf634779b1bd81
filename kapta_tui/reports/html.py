"""A report as one HTML page that needs nothing beside it."""

from __future__ import annotations

from html import escape

from kapta_tui.reports.dialect import is_wide, parser
from kapta_tui.reports.templating import TEMPLATES

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main{across}>
{body}</main>
</body>
</html>
"""


def page(title: str, markdown: str) -> str:
    """Return the page of a report; it loads nothing and runs nothing, whoever opens it."""
    style = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    across = ' class="across"' if is_wide(markdown) else ""
    return _PAGE.format(title=escape(title), style=style, across=across, body=parser().render(markdown))
