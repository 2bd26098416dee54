"""The camera's picture before training, and what is still to be corrected in it."""

import threading

import numpy as np
from numpy.typing import NDArray

from posetrainer.capture import Frame, open_source
from posetrainer.capture.light import Light, light_of
from posetrainer.errors import UserError
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.obstacle_words import instruction_for, sentence_for
from posetrainer.language.translation import msg, tr
from posetrainer.pose.opening import open_estimator
from posetrainer.pose.pose import Pose
from posetrainer.rules.obstacles import Grainy
from posetrainer.rules.person import Person
from posetrainer.rules.progress import Progress
from posetrainer.rules.trainer import Trainer
from posetrainer.workout.lighting import is_grainy, light_problem

OFF = msg("The camera is off.")
STARTING = msg("The camera starts.")
READY = msg("Everything is in place: you are well in the picture.")
_JPEG_QUALITY = 80
#: A thread that waits for a camera is not waited for any longer, in seconds.
_PATIENCE_S = 10.0


def set_up_words(pose: Pose | None, progress: Progress, light: Light) -> str:
    """Return the one thing that is still to be put right, most important first.

    Parameters
    ----------
    pose : Pose or None
        None if nobody is seen.
    progress : Progress
    light : Light
        Of the picture.
    """
    dark = light_problem(light) if pose is None else None
    if dark is not None:
        return sentence_for(dark)
    if progress.obstacle is not None:
        return instruction_for(progress.obstacle)
    return sentence_for(Grainy()) if is_grainy(light) else tr(READY)


class Preview:
    """Look through a camera, in a thread of its own, from `start` to `stop`.

    Nothing that it sees is kept. Only one thing can look through a camera, so it has to be
    stopped before training begins.
    """

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        #: The newest picture; None without one.
        self.jpeg: bytes | None = None
        #: What is still to be put right, or why there is no picture.
        self.words = tr(OFF)

    @property
    def on(self) -> bool:
        """Whether it looks."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, camera: str, spec: ExerciseSpec, stature_m: float) -> None:
        """Begin to look.

        Parameters
        ----------
        camera : str
            A camera's number, or a stream's address.
        spec : ExerciseSpec
            Whose set-up is checked.
        stature_m : float
            Of the person, in metres.
        """
        self.stop()
        self._stopping = threading.Event()
        self.words = tr(STARTING)
        self._thread = threading.Thread(
            target=self._look, args=(camera, spec, stature_m, self._stopping), daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Let go of the camera; does nothing if it is off."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(_PATIENCE_S)
            self._thread = None
        self.jpeg, self.words = None, tr(OFF)

    def _look(
        self, camera: str, spec: ExerciseSpec, stature_m: float, stopping: threading.Event
    ) -> None:
        trainer = Trainer(spec, Person(stature_m))
        try:
            with open_estimator(live=True) as poses, open_source(camera, reconnect=False) as source:
                for item in source:
                    if stopping.is_set():
                        return
                    if isinstance(item, Frame):
                        pose = poses.estimate(item)
                        trainer.step(pose, item.time_s)
                        self.jpeg = _jpeg(item.image)
                        self.words = set_up_words(pose, trainer.progress, light_of(item.image))
            self.words = tr("Camera {camera} gives no more pictures.").format(camera=camera)
        except UserError as error:
            self.words = str(error)
        self.jpeg = None


def _jpeg(image: NDArray[np.uint8]) -> bytes:
    import cv2

    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    return data.tobytes()
