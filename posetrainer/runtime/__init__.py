"""The loop from source to feedback: training, replay, and their results."""
