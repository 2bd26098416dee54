"""A person's mesh and skeleton: forward kinematics, skinning and true landmarks.

Axes of the body at rest (standing): x the person's left, y back, z up, in metres; the person
faces -y. Bones turn in these axes, whatever their own direction, so that for a standing person
hip flexion f is Rx(-f) of the thigh, knee flexion k is Rx(+k) of the shank, and ankle
dorsiflexion d is Rx(-d) of the foot.

The rest mesh does not stand at anatomical zero (its knees are bent and its legs splayed). Each
leg segment is first straightened, so a flexion of 0 is a straight line from hip to ankle and a
flexion of f is an angle of exactly f, in the person's sagittal plane.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samples.renderer.posture import SIDES, Posture, Side
from samples.renderer.rotation import Floats, rot_about, rot_between, rot_x, rot_y, rot_z

Ints = NDArray[np.int64]

BODIES = Path(__file__).resolve().parents[1] / "bodies"
SUFFIX: dict[Side, str] = {"left": ".L", "right": ".R"}
OUTWARD: dict[Side, float] = {"left": 1.0, "right": -1.0}
SPINE = ("spine05", "spine04", "spine03", "spine02")
TRUNK = ("root", "pelvis", "spine", "breast")
DOWN = (0.0, 0.0, -1.0)

# Landmarks that are joints of the skeleton; heels and toes are points of the skin.
JOINT_BONES = {
    "shoulder": "upperarm01",
    "elbow": "lowerarm01",
    "wrist": "wrist",
    "hip": "upperleg01",
    "knee": "lowerleg01",
    "ankle": "foot",
}


@dataclass(frozen=True)
class RestLeg:
    """One leg at rest, and the rotations that take its segments to anatomical zero."""

    thigh_m: float
    shank_m: float
    straighten_thigh: Floats
    straighten_shank: Floats
    level_foot: Floats
    heel_id: int
    toe_id: int
    profile_m: Floats  # (N, 2) forward and up from the ankle, foot level: outline of the foot


@dataclass(frozen=True)
class RestArm:
    """How far the arm at rest is from hanging straight down."""

    out_deg: float
    elbow_deg: float
    elbow_axis: Floats
    upper_m: float
    fore_m: float


class Person:
    """A fixed body that can take any posture.

    Parameters
    ----------
    path
        An `.npz` with `verts` (V, 3) and bone `heads`, `tails` (B, 3) in metres, `parents` (B,),
        `labels` (B,), eight skin weights a vertex `w`, `wi` (V, 8), masks `lips`, `ears` (V,)
        and triangles `f_body`, `f_tights`, `f_l_eye`, `f_r_eye` (F, 3).
    """

    def __init__(self, path: Path) -> None:
        with np.load(path) as data:
            self.verts: Floats = data["verts"].astype(np.float64)
            self.heads: Floats = data["heads"].astype(np.float64)
            self.tails: Floats = data["tails"].astype(np.float64)
            self.parents: list[int] = data["parents"].tolist()
            self.labels: list[str] = data["labels"].tolist()
            self.weights: Floats = data["w"].astype(np.float64)
            self.weight_bones: Ints = data["wi"].astype(np.int64)
            self.lips: Floats = data["lips"] / 255.0
            self.ears: Floats = data["ears"] / 255.0
            self.faces: dict[str, Ints] = {
                key[2:]: data[key].astype(np.int64) for key in data.files if key.startswith("f_")
            }
        self.name = path.stem
        self.index = {label: number for number, label in enumerate(self.labels)}
        self.legs = {side: self._rest_leg(side) for side in SIDES}
        self.arms = {side: self._rest_arm(side) for side in SIDES}
        self._ear_ids = {side: self._ear(side) for side in SIDES}
        self._nose_id = self._nose()
        skin = self.verts[np.unique(self.faces["body"])]
        self.stature_m = float(np.ptp(skin[:, 2]))

    @classmethod
    def load(cls, name: str) -> Person:
        """Load one of the bodies kept beside the renderer, such as `person_m`."""
        return cls(BODIES / f"{name}.npz")

    def head_of(self, bone: str) -> Floats:
        """Return where a bone starts at rest, (3,) metres."""
        point: Floats = self.heads[self.index[bone]]
        return point

    def weight_of(self, *prefixes: str) -> Floats:
        """Return, for every vertex, the share (V,) of its weight on bones named like these."""
        chosen = [i for i, label in enumerate(self.labels) if label.startswith(prefixes)]
        share: Floats = (self.weights * np.isin(self.weight_bones, chosen)).sum(axis=1)
        return share

    def back_depth_m(self) -> float:
        """Return how far the trunk's skin lies behind the hip joints: what one lies on."""
        body = np.unique(self.faces["body"])
        trunk = body[self.weight_of(*TRUNK)[body] > 0.8]
        return float(self.verts[trunk, 1].max() - self.head_of("upperleg01.L")[1])

    def _rest_leg(self, side: Side) -> RestLeg:
        hip, knee, ankle = (
            self.head_of(bone + SUFFIX[side]) for bone in ("upperleg01", "lowerleg01", "foot")
        )
        body = np.unique(self.faces["body"])
        bones = [
            label
            for label in self.labels
            if label.startswith(("foot", "toe")) and label.endswith(SUFFIX[side])
        ]
        foot = body[self.weight_of(*bones)[body] > 0.9]
        low = foot[self.verts[foot, 2] < ankle[2]]
        heel = int(low[np.argmax(self.verts[low, 1])])
        big_toe = self.tails[self.index["toe1-2" + SUFFIX[side]]]
        toe = int(low[np.argmin(np.linalg.norm(self.verts[low] - big_toe, axis=1))])
        level = rot_x(_sole_pitch_deg(self.verts[foot] - ankle))
        leveled = (self.verts[foot] - ankle) @ level.T
        return RestLeg(
            thigh_m=float(np.linalg.norm(knee - hip)),
            shank_m=float(np.linalg.norm(ankle - knee)),
            straighten_thigh=rot_between(knee - hip, DOWN),
            straighten_shank=rot_between(ankle - knee, DOWN),
            level_foot=level,
            heel_id=heel,
            toe_id=toe,
            profile_m=np.stack([-leveled[:, 1], leveled[:, 2]], axis=1),
        )

    def _rest_arm(self, side: Side) -> RestArm:
        shoulder, elbow, wrist = (
            self.head_of(bone + SUFFIX[side]) for bone in ("upperarm01", "lowerarm01", "wrist")
        )
        upper = (elbow - shoulder) / np.linalg.norm(elbow - shoulder)
        lower = (wrist - elbow) / np.linalg.norm(wrist - elbow)
        return RestArm(
            out_deg=float(np.degrees(np.arctan2(abs(upper[0]), -upper[2]))),
            elbow_deg=float(np.degrees(np.arccos(upper @ lower))),
            elbow_axis=np.cross(upper, lower),
            upper_m=float(np.linalg.norm(elbow - shoulder)),
            fore_m=float(np.linalg.norm(wrist - elbow)),
        )

    def _ear(self, side: Side) -> Ints:
        """Return the skin (N,) of one ear."""
        return np.flatnonzero((self.ears > 0.5) & (OUTWARD[side] * self.verts[:, 0] > 0))

    def _nose(self) -> Ints:
        """Return the tip of the nose (1,): what is furthest in front between eyes and mouth."""
        eye = self.head_of("eye.L")
        body = np.unique(self.faces["body"])
        face = body[np.abs(self.verts[body, 2] - eye[2] + 0.035) < 0.03]
        tip: Ints = face[[np.argmin(self.verts[face, 1])]]
        return tip

    def rotations(self, posture: Posture) -> dict[str, Floats]:
        """Return the turn (3, 3) of each moved bone against its parent."""
        turns: dict[str, Floats] = {}
        for side in SIDES:
            turns |= self._leg_turns(posture, side) | self._arm_turns(posture, side)
        bend = rot_x(posture.spine_deg / len(SPINE)) @ rot_y(posture.sway_deg / len(SPINE))
        turns |= dict.fromkeys(SPINE, bend)
        turns["neck01"] = rot_x(posture.neck_deg)
        turns["head"] = rot_z(posture.head_turn_deg)
        return turns

    def _leg_turns(self, posture: Posture, side: Side) -> dict[str, Floats]:
        angles, rest = posture.leg(side), self.legs[side]
        outward = OUTWARD[side]
        hip = rot_x(-angles.hip) @ rot_y(-outward * angles.out) @ rot_z(outward * angles.turn)
        thigh = hip @ rest.straighten_thigh
        shank = hip @ rot_x(angles.knee) @ rest.straighten_shank
        foot = hip @ rot_x(angles.knee - angles.ankle) @ rest.level_foot
        suffix = SUFFIX[side]
        return {
            "upperleg01" + suffix: thigh,
            "lowerleg01" + suffix: thigh.T @ shank,
            "foot" + suffix: shank.T @ foot,
        }

    def _arm_turns(self, posture: Posture, side: Side) -> dict[str, Floats]:
        angles, rest = posture.arm(side), self.arms[side]
        outward = rot_y(OUTWARD[side] * (rest.out_deg - angles.out))
        return {
            "upperarm01" + SUFFIX[side]: rot_x(-angles.forward) @ outward,
            "lowerarm01" + SUFFIX[side]: rot_about(rest.elbow_axis, angles.elbow - rest.elbow_deg),
            "wrist" + SUFFIX[side]: rot_about(rest.elbow_axis, angles.wrist),
        }

    def pose(self, posture: Posture) -> Floats:
        """Return each bone's transform (B, 3, 4) from the body at rest into the room."""
        turns = self.rotations(posture)
        bones = np.zeros((len(self.labels), 3, 4))
        hips = (self.head_of("upperleg01.L") + self.head_of("upperleg01.R")) / 2
        lean = rot_x(-posture.lean_deg)
        bones[0, :, :3] = lean
        bones[0, :, 3] = (0.0, -posture.forward_m, posture.hip_height_m) - lean @ hips
        for number in range(1, len(self.labels)):
            parent, turn = bones[self.parents[number]], turns.get(self.labels[number])
            if turn is None:
                bones[number] = parent
                continue
            head = self.heads[number]
            bones[number, :, :3] = parent[:, :3] @ turn
            bones[number, :, 3] = parent[:, :3] @ head + parent[:, 3] - bones[number, :, :3] @ head
        return bones

    def joint(self, bones: Floats, bone: str) -> Floats:
        """Return where a bone starts in the room, (3,) metres."""
        number = self.index[bone]
        point: Floats = bones[number, :, :3] @ self.heads[number] + bones[number, :, 3]
        return point

    def skin_points(self, bones: Floats, ids: Ints) -> Floats:
        """Return the posed places (N, 3) of some vertices of the skin."""
        blend = np.einsum("nk,nkij->nij", self.weights[ids], bones[self.weight_bones[ids]])
        points: Floats = np.einsum("nij,nj->ni", blend[:, :, :3], self.verts[ids]) + blend[:, :, 3]
        return points

    def landmarks(self, bones: Floats) -> dict[str, Floats]:
        """Return the true landmarks, (3,) metres each, under MediaPipe's names."""
        points: dict[str, Floats] = {}
        for part, bone in JOINT_BONES.items():
            for side in SIDES:
                points[f"{side}_{part}"] = self.joint(bones, bone + SUFFIX[side])
        for side in SIDES:
            ids = np.array([self.legs[side].heel_id, self.legs[side].toe_id])
            heel, toe = self.skin_points(bones, ids)
            points[f"{side}_heel"], points[f"{side}_foot_index"] = heel, toe
            points[f"{side}_ear"] = self.skin_points(bones, self._ear_ids[side]).mean(axis=0)
        points["nose"] = self.skin_points(bones, self._nose_id)[0]
        return points


def _sole_pitch_deg(foot: Floats) -> float:
    """Return how far the toes of a foot point up; its skin (N, 3) is given from the ankle.

    The sole is the line from the lowest point of the heel to the lowest of the ball.
    """
    forward, up = -foot[:, 1], foot[:, 2]
    rear = forward < 0.25 * forward.min()
    front = forward > 0.45 * forward.max()
    heel = np.flatnonzero(rear)[np.argmin(up[rear])]
    ball = np.flatnonzero(front)[np.argmin(up[front])]
    return float(np.degrees(np.arctan2(up[ball] - up[heel], forward[ball] - forward[heel])))
