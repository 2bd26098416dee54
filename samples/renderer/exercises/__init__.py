"""The exercises that are filmed: what drives each, how a person does it, and its clips."""

from __future__ import annotations

from samples.renderer.body import Person
from samples.renderer.choreography import Choreography
from samples.renderer.exercises import (
    abdominal_contraction,
    aerobic_march,
    ankle_pumps,
    ball_seated_march,
    ball_supine,
    hamstring_stretch,
    heel_raises,
    heel_slides,
    hip_flexor_stretch,
    knee_to_chest,
    lumbar_stabilization,
    piriformis_stretch,
    straight_leg_raise,
    wall_squat,
)
from samples.renderer.recipes import Clip

# In the order of the article.
MODULES = (
    ankle_pumps,
    heel_slides,
    abdominal_contraction,
    wall_squat,
    heel_raises,
    straight_leg_raise,
    hamstring_stretch,
    knee_to_chest,
    ball_supine,
    ball_seated_march,
    hip_flexor_stretch,
    piriformis_stretch,
    lumbar_stabilization,
    aerobic_march,
)
CLIPS: tuple[Clip, ...] = tuple(clip for module in MODULES for clip in module.CLIPS)
_MOTIONS: dict[str, type[Choreography]] = {module.EXERCISE.id: module.MOTION for module in MODULES}


def choreograph(clip: Clip, person: Person | None = None) -> Choreography:
    """Bring a clip's recipe to life; `person` saves loading the clip's body again."""
    return _MOTIONS[clip.exercise.id](clip, person or Person.load(clip.body))
