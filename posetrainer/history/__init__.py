"""What was done, kept in one SQLite database: sessions, exercises, every repetition."""
