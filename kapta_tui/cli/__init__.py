"""The command line, one file per noun (interface.md 1).

Click rather than Typer: Typer reads every parameter through pydantic, whose import costs more than a whole
`kapta account list`, and it cannot make options from `Kind.fields` at run time.
"""
