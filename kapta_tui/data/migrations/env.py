"""Alembic's entry: runs the migrations on the connection that `kapta_tui.data.upgrade` hands over."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

from kapta_tui.data import tables

assert tables.Account.metadata is SQLModel.metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
