"""Truth beside what was judged: truth files and their comparison with a session."""
