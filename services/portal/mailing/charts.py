"""What the bar of a run shows: labels in Spanish, figures, tones."""

from chasqui.contracts.mailer.runs import DeliveryState, RunCounts
from portal.shell.labels.words import Bar, name_code

STATE_ORDER = (
	DeliveryState.ACCEPTED, DeliveryState.SENDING, DeliveryState.CLAIMED, DeliveryState.QUEUED,
	DeliveryState.DEFERRED, DeliveryState.SKIPPED, DeliveryState.UNCERTAIN, DeliveryState.FAILED,
)  # fmt: skip


def list_delivery_parts(counts: RunCounts) -> list[Bar]:
	"""Return (tone, count, text) for each state that has deliveries; they add up to eligible."""
	parts = []
	for state in STATE_ORDER:
		count = counts.by_state.get(state, 0)
		if count:
			label = name_code(state)
			parts.append((label.tone, count, str(label.text)))
	return parts
