"""Duplicates, merges and faults of the data."""
