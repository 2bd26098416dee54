"""Drafting a spec from a demonstration of its exercise."""
