"""``python -m posetrainer`` is the same as ``posetrainer``."""

from posetrainer.cli import main

main()
