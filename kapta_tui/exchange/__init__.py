"""Readers, writers, column mapping and the import pipeline."""
