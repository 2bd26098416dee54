"""Pictures to landmarks: the person's pose and the estimator that finds it."""
