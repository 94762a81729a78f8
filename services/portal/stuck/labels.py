"""What an event of the feeds is called on a page: as its payload says."""

from chasqui.contracts.event_payloads import PAYLOADS
from portal.shell.labels.label import Label

LABELS = {name: Label(one.TITLE, one.TONE, one.ICON) for name, one in PAYLOADS.items()}


def name_event(name: str) -> Label:
	"""Return the label of an event; one that a newer service sent keeps its name."""
	return LABELS.get(name) or Label(name)
