"""Twelve people over twelve weeks: who they are (`*.toml`), and how their weeks are played."""
