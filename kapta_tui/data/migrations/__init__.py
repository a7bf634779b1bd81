"""Schema changes in order, run by Alembic from Python; `env.py` is where Alembic looks for its set-up."""
