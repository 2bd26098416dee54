"""The loop from source to feedback: replay, training, and what came of it."""
