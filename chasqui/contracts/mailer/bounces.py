"""Words of the mailer: mails that came back, and complaints."""

from enum import StrEnum

from pydantic import Field

from chasqui.contracts.customers.list_values import Many, SearchText
from chasqui.contracts.wire import Contract, Instant

SORT_PATTERN = r"^-?at$"


class BounceKind(StrEnum):
	"""`hard`: the address is nobody's. `soft`: not now. `unknown`: a person has to say."""

	HARD = "hard"
	SOFT = "soft"
	DELAYED = "delayed"
	DELIVERED = "delivered"
	COMPLAINT = "complaint"
	UNKNOWN = "unknown"
	NOTHING = "nothing"
	"""A person said that it means nothing for the address."""


class BounceReason(StrEnum):
	MAILBOX_FULL = "mailbox_full"
	TOO_BIG = "too_big"
	EXPIRED = "expired"
	RATE = "rate"
	REPUTATION = "reputation"
	CONTENT = "content"
	POLICY = "policy"
	NETWORK = "network"
	SYSTEM = "system"
	HOST_UNKNOWN = "host_unknown"
	USER_UNKNOWN = "user_unknown"
	OTHER = "other"


class BounceFilters(Contract):
	q: SearchText | None = None
	"""A part of an address."""
	kind: Many[BounceKind] = []
	reason: Many[BounceReason] = []
	customer_id: Many[int] = []


class BounceQuery(BounceFilters):
	sort: str = Field(default="-at", pattern=SORT_PATTERN)
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class Bounce(Contract):
	id: int
	delivery_id: int | None
	customer_id: int | None
	email: str | None
	kind: BounceKind
	reason: BounceReason | None = None
	status: str = ""
	diagnostic: str = ""
	"""What the server wrote, without addresses."""
	classed_by: str = ""
	at: Instant


class BounceClass(Contract):
	"""What a person says that an unknown one is: hard, soft, or nothing."""

	kind: BounceKind = Field(examples=[BounceKind.HARD])
