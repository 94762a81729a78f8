"""What the tables of feed and repeated requests hold of persons: the same in every service."""

from chasqui.contracts.event_base import CUSTOMER
from chasqui.contracts.event_payloads import PAYLOADS, EventPayload
from chasqui.kernel.personal.declarations import (
	HISTORY,
	STAFF,
	STAYS,
	WORD,
	By,
	Delete,
	Keep,
	MergeRule,
	Personal,
	Undisclosed,
)


def list_contacts(payload: type[EventPayload]) -> list[str]:
	"""Return the fields that an erasure takes: they are absent by default, and name no record."""
	return [
		name
		for name, field in payload.model_fields.items()
		if name not in payload.SUBJECTS and not field.is_required() and field.default is None
	]


def find_owner(payload: type[EventPayload]) -> str | None:
	"""Return the field of the customer whose contacts an event carries: the first it names."""
	return next((name for name, kind in payload.SUBJECTS.items() if kind == CUSTOMER), None)


OWNERS = sorted({owner for owner in map(find_owner, PAYLOADS.values()) if owner})
CONTACTS = sorted({
	name for payload in PAYLOADS.values() if find_owner(payload) for name in list_contacts(payload)
} - {"campaign_id"})  # fmt: skip

EVENTS = Personal(
	# An event may name the person by an address alone.
	refers={**{f"payload.{owner}": By.ID for owner in OWNERS}, "payload": By.SURE},
	erase={"payload": f"payload - CAST('{{{','.join(CONTACTS)}}}' AS text[])"},
	merge=HISTORY,
	disclose=Undisclosed("It repeats what the tables hold that it describes."),
	keeps={"name": WORD},
)
STUCK = Personal(
	refers={"subject": By.NOTHING},
	erase=Keep("The number of a record alone; the event is read again as it stands by then."),
	merge=STAYS,
	disclose=Undisclosed("It says that a message between services waits."),
	keeps={
		"cursor": "A place in a feed.", "name": WORD, "error": "The kind of a failure.",
		"dropped_by": STAFF, "drop_reason": "Why the staff let a message go.",
	},
)  # fmt: skip
ANSWERS = Personal(
	refers={"body": By.WORDS},
	erase=Delete(),
	merge=MergeRule("Purged after a day."),
	disclose=Undisclosed("It repeats an answer for a day."),
	keeps={"key": "Sender, path and a chance value.", "request_hash": "Goes within a day."},
)
