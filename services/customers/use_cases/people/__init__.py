"""Customers one by one: data, profile, permissions."""
