"""The history of training in one SQLite database: sessions, exercises, every repetition."""
