"""Programs for those who work on posetrainer."""
