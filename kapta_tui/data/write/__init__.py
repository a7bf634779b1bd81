"""Verbs: one verb, one transaction, one event."""
