"""Programmes: plans of exercises in a row, and the flow from one to the next, hands free."""
