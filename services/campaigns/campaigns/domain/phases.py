"""The phase machine of a campaign (K18; architecture 4.8)."""

from dataclasses import dataclass

from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.kernel.texts.text import Text, say

MOVES: dict[Phase, tuple[Phase, ...]] = {
	Phase.PLANNED: (Phase.SEGMENTED, Phase.CANCELLED),
	Phase.SEGMENTED: (Phase.PLANNED, Phase.IN_EXECUTION, Phase.CANCELLED),
	Phase.IN_EXECUTION: (Phase.PAUSED, Phase.FINISHED, Phase.CANCELLED),
	Phase.PAUSED: (Phase.IN_EXECUTION, Phase.FINISHED, Phase.CANCELLED),
	Phase.FINISHED: (),
	Phase.CANCELLED: (),
}
NEEDS_AUDIENCE = frozenset({Phase.SEGMENTED, Phase.IN_EXECUTION})
# Criteria, design and dates may change while nobody has been mailed or called.
EDITABLE = frozenset({Phase.PLANNED, Phase.SEGMENTED})
# Advisors may be given customers while calls may still happen.
ASSIGNABLE = frozenset({Phase.SEGMENTED, Phase.IN_EXECUTION, Phase.PAUSED})


def list_moves(phase: Phase) -> list[Phase]:
	"""Return the phases that may follow `phase`."""
	return list(MOVES[phase])


# Nothing of these goes on.
ARCHIVABLE = frozenset({Phase.PLANNED, Phase.SEGMENTED, Phase.FINISHED, Phase.CANCELLED})


@dataclass(frozen=True)
class Readiness:
	"""What a campaign has of what the phases ask for."""

	has_audience: bool
	lacks_design: bool
	"""It mails every month, and nobody has said what."""
	has_ended: bool


@dataclass(frozen=True)
class Obstacle:
	"""Why a campaign cannot go to a phase now."""

	code: str
	text: Text


NO_AUDIENCE = Obstacle("no_audience", say("Falta construir la audiencia de la campaña."))
NO_DESIGN = Obstacle("no_design", say("El correo mensual necesita un diseño."))
IS_OVER = Obstacle("campaign_over", say("La fecha en que termina la campaña ya pasó."))


def find_obstacle(target: Phase, ready: Readiness) -> Obstacle | None:
	"""Return what is missing for a phase, if anything is."""
	if target in NEEDS_AUDIENCE and not ready.has_audience:
		return NO_AUDIENCE
	if target is not Phase.IN_EXECUTION:
		return None
	if ready.has_ended:
		return IS_OVER
	return NO_DESIGN if ready.lacks_design else None


def can_move(phase: Phase, target: Phase) -> bool:
	"""Return whether `target` may follow `phase`."""
	return target in MOVES[phase]
