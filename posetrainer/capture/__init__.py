"""Pictures in: webcam, stream and video file, each frame with its own media time."""
