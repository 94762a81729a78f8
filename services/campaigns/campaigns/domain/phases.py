"""The phase machine of a campaign (K18; architecture 4.8)."""

from chasqui.contracts.campaigns.campaigns import Phase

MOVES: dict[Phase, tuple[Phase, ...]] = {
	Phase.PLANNED: (Phase.SEGMENTED, Phase.CANCELLED),
	Phase.SEGMENTED: (Phase.PLANNED, Phase.IN_EXECUTION, Phase.CANCELLED),
	Phase.IN_EXECUTION: (Phase.PAUSED, Phase.FINISHED, Phase.CANCELLED),
	Phase.PAUSED: (Phase.IN_EXECUTION, Phase.FINISHED, Phase.CANCELLED),
	Phase.FINISHED: (),
	Phase.CANCELLED: (),
}
# Criteria, design and dates may change while nobody has been mailed or called.
EDITABLE = frozenset({Phase.PLANNED, Phase.SEGMENTED})
# Advisors may be given customers while calls may still happen.
ASSIGNABLE = frozenset({Phase.SEGMENTED, Phase.IN_EXECUTION, Phase.PAUSED})


def list_moves(phase: Phase) -> list[Phase]:
	"""Return the phases that may follow `phase`."""
	return list(MOVES[phase])


def can_move(phase: Phase, target: Phase) -> bool:
	"""Return whether `target` may follow `phase`."""
	return target in MOVES[phase]
