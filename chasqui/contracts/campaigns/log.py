"""Words of a campaign's log: who did what to it, and when; the newest entries come first."""

from enum import StrEnum

from pydantic import Field

from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.mailer.runs import RunKind, RunState
from chasqui.contracts.wire import Contract, Instant, Words


class LogKind(StrEnum):
	CREATED = "created"
	EDITED = "edited"
	PHASE = "phase"
	AUDIENCE = "audience"
	ASSIGNED = "assigned"
	WITHDRAWN = "withdrawn"
	HANDED_OVER = "handed_over"
	ROUND = "round"
	REVIEWED = "reviewed"
	MAIL = "mail"
	BUDGET = "budget"
	NOTE = "note"
	OWNER = "owner"
	ARCHIVED = "archived"
	RESTORED = "restored"


class LogDetails(Contract):
	"""What an entry says besides its kind; what is of no use to a kind is absent.

	`fields`: those of `CampaignFields` that changed. `count`: people of an audience, given or taken
	back, to be reviewed, or mails to be sent, once they are counted. `name`: an advisor's, the
	subject of a mail, or what was paid. `number`: of a round of calls. `percent`: how much of the
	budget is spent.
	`reason`: of a change of phase, or the text of a note.
	"""

	phase: Phase | None = None
	previous: Phase | None = None
	reason: str = ""
	fields: list[str] = []
	count: int | None = None
	percent: int | None = None
	name: str = ""
	number: int | None = None
	review_id: int | None = None
	run_id: int | None = None
	run_kind: RunKind | None = None
	run_state: RunState | None = None


class LogEntry(LogDetails):
	reason: Words = ""
	id: int
	campaign_id: int
	kind: LogKind
	by: str
	at: Instant


class LogQuery(Contract):
	kind: LogKind | None = None
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)
