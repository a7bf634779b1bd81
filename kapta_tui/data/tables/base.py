"""What tables share."""

from typing import Any, ClassVar

from sqlalchemy import JSON, Column, ForeignKey, Integer
from sqlmodel import Field, SQLModel


def key() -> Any:
    """Return a primary key whose values are never used twice."""
    return Field(default=None, primary_key=True)


def foreign(target: str, *, on_delete: str = "CASCADE", nullable: bool = False) -> Any:
    """Return an indexed foreign key to `target`; `on_delete` is CASCADE, SET NULL or RESTRICT."""
    column = Column(Integer, ForeignKey(f"{target}.id", ondelete=on_delete), nullable=nullable, index=True)
    return Field(default=None, sa_column=column)


def json_object() -> Any:
    """Return a column for the values of custom fields, replaced as a whole and never changed in place."""
    return Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class Base(SQLModel):
    """Identity of a table row."""

    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = key()


class Record(Base):
    """A row that people edit: `version` counts its changes, so that a stale form is noticed."""

    external_id: str | None = Field(default=None, index=True)
    created_at: str = ""
    updated_at: str = ""
    version: int = 1
