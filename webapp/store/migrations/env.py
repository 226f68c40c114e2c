"""Runs the migrations on the connection that the store provides."""

from __future__ import annotations

from alembic import context

from webapp.store.models import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
