"""Films one clip: choreography, camera, renderer and writers put together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from posetrainer.system.files import replacing
from samples.renderer.body import Person
from samples.renderer.camera import Camera
from samples.renderer.choreography import Choreography
from samples.renderer.dress import Outfit
from samples.renderer.exercises import choreograph
from samples.renderer.looks import MAN, PASSER, WOMAN
from samples.renderer.recipes import Clip
from samples.renderer.rotation import Floats
from samples.renderer.scene import build_room
from samples.renderer.truth import clip_truth, write_truth
from samples.renderer.video import Picture, Sensor, VideoWriter


class Film:
    """One clip on its set, ready to be shot."""

    def __init__(self, clip: Clip) -> None:
        self.clip = clip
        self.motion: Choreography = choreograph(clip)
        self.outfit = Outfit(self.motion.person, clip.clothes.hair_length_m)
        verts, _ = self.outfit.posed(self._bones(0.0))
        low, high = verts.min(axis=0), verts.max(axis=0)
        self.camera = Camera.beside(clip.view, float(low[1] + high[1]) / 2, clip.size)
        self.body_box = low, high

    def _bones(self, time_s: float) -> Floats:
        return self.motion.person.pose(self.motion.posture(time_s))

    def pictures(self) -> Iterator[Picture]:
        """Draw every frame of the clip as a camera would see it, (H, W, 3) RGB."""
        # Truth files are written without a graphics library, too.
        from samples.renderer.gl import Renderer, sun_direction

        clip = self.clip
        meshes = build_room(
            clip.room, clip.view, self.body_box, clip.exercise.ground, self.motion.ball
        )
        sun = sun_direction(clip.room, clip.view.azimuth_deg)
        people = [(self.outfit, clip.clothes)]
        if clip.passer:
            other = WOMAN if clip.body == MAN else MAN
            people.append((Outfit(Person.load(other), PASSER.hair_length_m), PASSER))
        renderer = Renderer(people, clip.room, meshes, self.camera, sun)
        sensor = Sensor(clip.seed, clip.noise)
        try:
            for frame in range(self.motion.frames):
                time_s = frame / clip.fps
                placed = [self.outfit.posed(self._bones(time_s))]
                if clip.passer:
                    outfit, azimuth = people[1][0], clip.view.azimuth_deg
                    bones = clip.passer.bones(outfit.person, time_s, azimuth)
                    placed.append(outfit.posed(bones))
                yield sensor.see(renderer.draw(placed))
        finally:
            renderer.close()

    def shoot(self, folder: Path) -> Iterator[Picture]:
        """Write the clip and its truth file into `folder`, yielding each picture once written.

        The files appear only when they are whole.
        """
        name = self.clip.name
        with (
            replacing(folder / f"{name}.mp4") as unfinished,
            VideoWriter(unfinished, self.clip.fps, self.clip.size) as video,
        ):
            for picture in self.pictures():
                video.add(picture)
                yield picture
        self.write_truth(folder)

    def write_truth(self, folder: Path) -> None:
        """Write the truth file alone into `folder`."""
        write_truth(clip_truth(self.motion, self.camera), folder / f"{self.clip.name}.truth.json")


def contact_sheet(pictures: list[Picture], columns: int = 4) -> Picture:
    """Lay pictures (H, W, 3) out in rows; missing ones at the end stay black."""
    height, width, _ = pictures[0].shape
    rows = -(-len(pictures) // columns)
    sheet = np.zeros((rows * height, columns * width, 3), dtype=np.uint8)
    for number, picture in enumerate(pictures):
        top, left = number // columns * height, number % columns * width
        sheet[top : top + height, left : left + width] = picture
    return sheet
