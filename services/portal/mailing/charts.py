"""What the bar of a run shows: labels in Spanish, figures, tones."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.mailer.runs import DeliveryState, Run, RunState
from portal.shell.labels.label import Label
from portal.shell.labels.words import Bar, name_code

STATE_ORDER = (
	DeliveryState.ACCEPTED, DeliveryState.SENDING, DeliveryState.CLAIMED, DeliveryState.QUEUED,
	DeliveryState.DEFERRED, DeliveryState.SKIPPED, DeliveryState.UNCERTAIN, DeliveryState.FAILED,
)  # fmt: skip


WAITING = (DeliveryState.CLAIMED, DeliveryState.QUEUED, DeliveryState.DEFERRED)
OVER = (RunState.CANCELLED, RunState.FAILED, RunState.MISSED)
"""What still waits in such a run waits for nothing."""
STAY_BEHIND = Label(_("No salieron"), "plum", "mail-off")


def list_delivery_parts(run: Run) -> list[Bar]:
	"""Return (tone, count, text) for each state that has deliveries; they add up to eligible."""
	parts: dict[Label, int] = {}
	for state in STATE_ORDER:
		is_left = run.state in OVER and state in WAITING
		label = STAY_BEHIND if is_left else name_code(state)
		parts[label] = parts.get(label, 0) + run.counts.by_state.get(state, 0)
	return [(label.tone, count, str(label.text)) for label, count in parts.items() if count]
