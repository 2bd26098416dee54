"""Standing, sitting or kneeling upright: what these exercises share."""

from __future__ import annotations

from collections.abc import Mapping

from samples.renderer.choreography import Keyed
from samples.renderer.posture import ArmAngles, LegAngles, Posture, Side


class Upright(Keyed):
    """An upright trunk that may lean forward or sway to the side."""

    #: The spine bends below the ribs only: of what it bends, the trunk as a whole leans this share.
    SWAY_SHARE = 0.62

    def upright(
        self,
        legs: Mapping[Side, LegAngles],
        arms: Mapping[Side, ArmAngles],
        hip_height_m: float,
        time_s: float,
        *,
        lean_deg: float = 0.0,
        sway_deg: float = 0.0,
        forward_m: float = 0.0,
    ) -> Posture:
        """Return the whole body, its trunk leaning forward and swaying to the left."""
        return Posture(
            left_leg=tipped(legs["left"], lean_deg),
            right_leg=tipped(legs["right"], lean_deg),
            left_arm=self._arm("left", arms["left"], time_s),
            right_arm=self._arm("right", arms["right"], time_s),
            hip_height_m=hip_height_m,
            lean_deg=-lean_deg,
            spine_deg=self._sway("spine", time_s),
            neck_deg=self._sway("neck", time_s),
            head_turn_deg=2 * self._sway("head", time_s),
            sway_deg=sway_deg / self.SWAY_SHARE,
            forward_m=forward_m,
        )


def tipped(leg: LegAngles, lean_deg: float) -> LegAngles:
    """Return a leg that stays where it is while the pelvis tips forward."""
    return LegAngles(leg.hip + lean_deg, leg.knee, leg.ankle, leg.out, leg.turn)
