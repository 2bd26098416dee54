"""Benchmarks of posetrainer beside the bare loop of OpenCV and MediaPipe."""
