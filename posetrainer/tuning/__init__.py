"""Truth files, their comparison with sessions, and tuning of specs."""
