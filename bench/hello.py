"""The anchor of a command: a Typer hello."""

import typer

app = typer.Typer()


@app.command()
def hello(name: str = "World") -> None:
    """Say hello."""
    typer.echo(f"Hello {name}")


app()
