"""Words of the rights of the person: requests with a legal clock, erasure with receipts (R44)."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from chasqui.contracts.access import Service
from chasqui.contracts.customers.consents import ConsentEvidence
from chasqui.contracts.customers.held_words import name_code
from chasqui.contracts.customers.people import CustomerFields
from chasqui.contracts.jobs import Job
from chasqui.contracts.wire import Contract, Day, Instant, Words
from chasqui.kernel.texts.text import say

# LOPDP (Ecuador), arts. 13–15: access, rectification and erasure within fifteen days.
LEGAL_DAYS = 15
YES, NO = say("sí"), say("no")
# Who holds a part of a customer besides the customers service itself.
HOLDERS = (Service.CAMPAIGNS, Service.MAILER, Service.RISK_SOAP)


class ErasureRequest(Contract):
	"""Asks that everything about a customer be erased; it cannot be undone.

	The request that it answers, `request_id`, is closed as granted.
	"""

	reason: str = Field(min_length=3, max_length=300)
	request_id: int | None = None


class ErasureReceipt(Contract):
	"""What one service says that it has erased: counts by kind of record."""

	service: Service
	received_at: Instant
	details: dict[str, Any] = {}


class ErasureState(StrEnum):
	"""`waiting`: a holder has not sent its receipt yet. `failed`: it is tried again by itself."""

	QUEUED = "queued"
	RUNNING = "running"
	WAITING = "waiting"
	DONE = "done"
	FAILED = "failed"


class Erasure(Contract):
	"""An erasure as it goes; it is over once every holder has sent its receipt.

	Once begun it is neither paused nor cancelled.
	"""

	id: int
	customer_id: int
	reason: str
	requested_by: str
	requested_at: Instant
	finished_at: Instant | None = None
	receipts: list[ErasureReceipt] = []
	waiting_for: list[Service] = []
	state: ErasureState = ErasureState.WAITING
	job: Job | None = None


class CustomerRegistration(CustomerFields):
	"""A new customer. `returns` says that a person whose data were erased gives them anew.

	`evidence` is of the permissions that are given.
	"""

	evidence: ConsentEvidence | None = None
	returns: bool = False


class RightKind(StrEnum):
	ACCESS = "access"
	RECTIFICATION = "rectification"
	ERASURE = "erasure"
	OBJECTION = "objection"
	PORTABILITY = "portability"


class RequestState(StrEnum):
	OPEN = "open"
	GRANTED = "granted"
	DENIED = "denied"


class RightsRequestFields(Contract):
	"""A person's request as it came in; `received_on` starts the legal clock."""

	kind: RightKind
	customer_id: int | None = None
	requester: str = Field(min_length=3, max_length=160)
	channel: str = Field(min_length=2, max_length=40)
	received_on: Day | None = None
	note: str = Field(default="", max_length=1000)


class RightsRequest(RightsRequestFields):
	"""A request at the desk. `days_left` is negative when the legal term is over."""

	id: int
	received_on: Day
	due_on: Day
	days_left: int
	state: RequestState
	outcome: str = ""
	opened_by: str
	closed_by: str | None = None
	closed_at: Instant | None = None


class RequestClosing(Contract):
	"""How a request ends; a denial needs its reason as much as a grant what was done."""

	state: RequestState
	outcome: str = Field(min_length=3, max_length=1000)


class RequestQuery(Contract):
	"""Filters of the desk; the most urgent come first."""

	state: RequestState | None = None
	kind: RightKind | None = None
	customer_id: int | None = None
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class HeldSection(Contract):
	"""Records of one kind held about a person; `columns` names the values of `rows`."""

	title: Words
	columns: list[Words]
	rows: list[list[str]]
	is_cut: bool = False


class Holdings(Contract):
	"""Everything that one service holds about a person, readable as it is (art. 13)."""

	service: Service
	sections: list[HeldSection]


def write_value(value: object) -> str:
	"""Return a value as a person reads it, codes in words; nothing for none."""
	if isinstance(value, bool):
		return str(YES if value else NO)
	if isinstance(value, datetime):
		return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
	if isinstance(value, date):
		return value.isoformat()
	if isinstance(value, list):
		return ", ".join(map(write_value, value))
	if isinstance(value, dict):
		return "; ".join(f"{name}: {one}" for name, one in value.items() if one)
	return "" if value is None else name_code(str(value))
