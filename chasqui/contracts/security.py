"""Words of the security log: what happened at the doors of the suite, owned by campaigns."""

from datetime import datetime

from pydantic import Field

from chasqui.contracts.wire import Contract

PATH_SECURITY = "/v1/security-events"


class SecurityEntry(Contract):
	"""Equal events of a minute, `times` of them; `subject` says who as far as that is known."""

	id: int
	at: datetime
	last_at: datetime
	service: str
	kind: str
	subject: str
	address: str
	times: int


class SecurityQuery(Contract):
	kind: str | None = Field(default=None, max_length=30)
	cursor: str | None = Field(default=None, max_length=300)
	limit: int = Field(default=50, ge=1, le=200)
