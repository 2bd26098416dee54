import subprocess
import sys

import pytest
from each import for_each

from posetrainer.capture import open_source
from posetrainer.errors import CaptureError


def test_importing_the_package_loads_no_video_library() -> None:
    code = (
        "import sys, posetrainer.capture;"
        "print([name for name in ('cv2', 'av', 'mediapipe') if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


@for_each("where", ["", "clip", "0.mp4", "1 ", "-1", "file:///clip.mp4"])
def test_everything_else_is_a_file(where: str) -> None:
    with pytest.raises(CaptureError, match=r"does not exist|is a folder"):
        open_source(where)
