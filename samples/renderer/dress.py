"""Dresses a person: skin, T-shirt, trousers, hair and eyes as one mesh that follows the bones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samples.renderer.body import Ints, Person
from samples.renderer.mesh import Material, smoothstep, vertex_normals
from samples.renderer.rotation import Floats

Mask = NDArray[np.bool_]

# How far the cloth is off the skin, and how far the skin beneath is pulled in to stay beneath.
TROUSERS_OFF_M, SHIRT_OFF_M, SKIN_IN_M = 0.006, 0.012, 0.007
SLEEVE_SHARE = 0.80  # where the sleeve ends: 0 is the shoulder, 1 the elbow
EYEBROW_TO_SCALP_M = 0.068


@dataclass(frozen=True)
class Cut:
    """Where the clothes end, on the body at rest: heights in metres."""

    sleeve: float
    hem: float
    waist: float
    cuff: float
    neck: Floats
    eye: Floats
    mouth: Floats
    hairline: float


@dataclass(frozen=True)
class Layer:
    """One material's part of the outfit; `ids` (N,) are the body's vertices it follows."""

    material: Material
    ids: Ints
    verts: Floats
    aux: Floats
    faces: Ints


class Outfit:
    """The dressed person at rest, and where each vertex goes in a posture.

    Clothes come last in `faces`: they are thin, so they are drawn from both sides.
    `aux` (N, 3) holds the place along the arm and the masks of lips and ears; for eyes it begins
    with the distance from the middle of the pupil, in metres.
    """

    def __init__(self, person: Person, hair_length_m: float) -> None:
        self.person = person
        self.cut = _cut(person)
        self._arm = _along_arm(person)
        self._aux = np.column_stack([self._arm, person.lips, person.ears])
        solid = [self._skin(), *self._hair(hair_length_m), *self._eyes()]
        layers = [*solid, self._trousers(), self._shirt()]
        starts = np.cumsum([0] + [len(layer.ids) for layer in layers])
        self.solid_faces = sum(len(layer.faces) for layer in solid)
        self.faces: Ints = np.concatenate(
            [layer.faces + start for layer, start in zip(layers, starts[:-1], strict=True)]
        )
        self.ids: Ints = np.concatenate([layer.ids for layer in layers])
        self.verts: Floats = np.concatenate([layer.verts for layer in layers])
        self.normals: Floats = np.concatenate(
            [vertex_normals(layer.verts, layer.faces) for layer in layers]
        )
        self.aux: Floats = np.concatenate([layer.aux for layer in layers])
        self.materials: Ints = np.concatenate(
            [np.full(len(layer.ids), int(layer.material)) for layer in layers]
        )
        self._weights = person.weights[self.ids].astype(np.float32)
        self._bones = person.weight_bones[self.ids]

    @property
    def skin_places(self) -> Floats:
        """The undressed rest place (N, 3) of every vertex: patterns are painted in it."""
        places: Floats = self.person.verts[self.ids]
        return places

    def posed(self, bones: Floats) -> tuple[Floats, Floats]:
        """Return vertices and unit normals, (N, 3) each, in the room."""
        moves = bones.astype(np.float32)[self._bones]
        blend = np.einsum("nk,nkij->nij", self._weights, moves)
        verts: Floats = np.einsum("nij,nj->ni", blend[:, :, :3], self.verts) + blend[:, :, 3]
        normals = np.einsum("nij,nj->ni", blend[:, :, :3], self.normals)
        return verts, normals / np.linalg.norm(normals, axis=1, keepdims=True)

    def _skin(self) -> Layer:
        person, cut, faces = self.person, self.cut, self.person.faces["body"]
        height = person.verts[:, 2]
        from_neck = np.linalg.norm(person.verts - cut.neck, axis=1)
        covered = (
            (height > cut.cuff + 0.02)
            & (height < cut.neck[2] - 0.03)
            & (self._arm < cut.sleeve - 0.10)
            & (from_neck > 0.11)
        )
        buried = (
            (height > cut.cuff + 0.05)
            & (height < cut.neck[2] - 0.06)
            & (self._arm < cut.sleeve - 0.20)
            & (from_neck > 0.15)
        )
        inward = np.where(covered, SKIN_IN_M, 0.0)[:, None]
        verts = person.verts - vertex_normals(person.verts, faces) * inward
        return _layer(Material.SKIN, faces[~buried[faces].all(axis=1)], verts, self._aux)

    def _shirt(self) -> Layer:
        keep = (self.person.verts[:, 2] > self.cut.hem - 0.05) & (
            self._arm < self.cut.sleeve + 0.15
        )
        return self._cloth(Material.SHIRT, keep, SHIRT_OFF_M)

    def _trousers(self) -> Layer:
        keep = (self.person.verts[:, 2] < self.cut.waist + 0.05) & (self._arm < 0.05)
        return self._cloth(Material.TROUSERS, keep, TROUSERS_OFF_M)

    def _cloth(self, material: Material, keep: Mask, off_m: float) -> Layer:
        faces = self.person.faces["tights"]
        verts = self.person.verts + vertex_normals(self.person.verts, faces) * off_m
        return _layer(material, faces[keep[faces].any(axis=1)], verts, self._aux)

    def _hair(self, length_m: float) -> list[Layer]:
        if not length_m:
            return []
        person, faces = self.person, self.person.faces["body"]
        behind_eye = person.verts[:, 1] - self.cut.eye[1]
        hairline = (
            self.cut.hairline
            - 0.13 * smoothstep(0.035, 0.10, behind_eye)
            - 0.10 * smoothstep(0.10, 0.16, behind_eye)
        )
        above = person.verts[:, 2] - np.maximum(hairline, self.cut.eye[2] - 0.085)
        scalp = (above > 0) & (person.ears < 0.3)
        thick = np.clip((person.verts[:, 2] - hairline) / 0.03, 0.0, 1.0)
        outward = (0.002 + length_m * thick)[:, None]
        verts = person.verts + vertex_normals(person.verts, faces) * outward
        return [_layer(Material.HAIR, faces[scalp[faces].all(axis=1)], verts, self._aux)]

    def _eyes(self) -> list[Layer]:
        layers = []
        for mesh, bone in (("l_eye", "eye.L"), ("r_eye", "eye.R")):
            faces, centre = self.person.faces[mesh], self.person.head_of(bone)
            verts = self.person.verts
            from_pupil = np.hypot(verts[:, 0] - centre[0], verts[:, 2] - centre[2])
            in_front = verts[:, 1] < verts[np.unique(faces), 1].mean()
            aux = np.zeros_like(self._aux)
            aux[:, 0] = np.where(in_front, from_pupil, 1.0)
            layers.append(_layer(Material.EYE, faces, verts, aux))
        return layers


def _layer(material: Material, faces: Ints, verts: Floats, aux: Floats) -> Layer:
    """Return a layer of only the vertices that its faces use."""
    ids = np.unique(faces)
    number = np.full(len(verts), -1)
    number[ids] = np.arange(len(ids))
    return Layer(material, ids, verts[ids], aux[ids], number[faces])


def _cut(person: Person) -> Cut:
    """Measure where the clothes of a person end."""
    eye, hip, ankle = (person.head_of(bone) for bone in ("eye.L", "upperleg01.L", "foot.L"))
    # No bone marks the line of the mouth: it is found from the eyes downward.
    mouth_height = eye[2] - 0.0665 * person.stature_m / 1.75
    return Cut(
        sleeve=SLEEVE_SHARE,
        hem=float(hip[2] - 0.03),
        waist=float(hip[2] + 0.07),
        cuff=float(ankle[2] + 0.03),
        neck=np.add(person.head_of("neck01"), (0.0, 0.0, 0.005)),
        eye=eye,
        mouth=np.array([0.0, 0.0, mouth_height]),
        hairline=float(eye[2] + EYEBROW_TO_SCALP_M),
    )


def _along_arm(person: Person) -> Floats:
    """Return where each vertex (V,) is along its arm: 0 shoulder (and no arm at all), 1 elbow."""
    shoulder, elbow = person.head_of("upperarm01.L"), person.head_of("lowerarm01.L")
    along = (elbow - shoulder) / ((elbow - shoulder) @ (elbow - shoulder))
    to_left = np.column_stack([np.abs(person.verts[:, 0]), person.verts[:, 1:]])
    share = (to_left - shoulder) @ along
    arm_weight = person.weight_of(
        "upperarm", "lowerarm", "wrist", "finger", "metacarpal", "shoulder01"
    )
    on_arm: Floats = np.where(arm_weight > 0.25, np.maximum(share, 0.0), 0.0)
    return on_arm
