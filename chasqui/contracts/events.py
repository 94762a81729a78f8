"""The durable feed: what has happened in one service, told to the others."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import Field

from chasqui.contracts.wire import Contract, Instant

PATH_EVENTS = "/v1/events"


class EventName(StrEnum):
	"""Payloads by name.

	- consent_changed: ``{customer_id, channel, granted, email, phone}``
	- contact_changed: ``{customer_id, email, phone, previous_email, previous_phone}``
	- customers_merged: ``{kept_id, merged_id, email, phone, may_email, may_phone}``, how the kept
	record, which stands for both from now on, is reached
	- customers_unmerged: ``{kept_id, merged_id}``; contact and consents of the merged one follow
	- wrong_number: ``{customer_id, phone}``: an advisor reached somebody else
	- erasure_requested: ``{customer_id, erasure_id}``
	- erasure_done: ``{customer_id, erasure_id, service, details}``: a holder's receipt
	- phase_changed: ``{campaign_id, phase, previous, monthly_mailing}``
	- contact_objected: ``{customer_id, channel, campaign_id, email, phone}``
	- recipient_unsubscribed: ``{email, customer_id, campaign_id}``
	- hard_bounced: ``{email, customer_id}``
	"""

	CONSENT_CHANGED = "consent_changed"
	CONTACT_CHANGED = "contact_changed"
	CUSTOMERS_MERGED = "customers_merged"
	CUSTOMERS_UNMERGED = "customers_unmerged"
	WRONG_NUMBER = "wrong_number"
	ERASURE_REQUESTED = "erasure_requested"
	ERASURE_DONE = "erasure_done"
	PHASE_CHANGED = "phase_changed"
	CONTACT_OBJECTED = "contact_objected"
	RECIPIENT_UNSUBSCRIBED = "recipient_unsubscribed"
	HARD_BOUNCED = "hard_bounced"


class Event(Contract):
	event_id: UUID
	cursor: str
	name: EventName
	payload: dict[str, Any]
	happened_at: Instant


class EventPage(Contract):
	"""`next_cursor` is where to ask next; it stays the same when nothing is new."""

	items: list[Event]
	next_cursor: str


class EventQuery(Contract):
	after: str = Field(default="0.0", pattern=r"^\d+\.\d+$")
	limit: int = Field(default=500, ge=1, le=5000)
