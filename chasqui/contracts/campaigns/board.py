"""Words of the supervisor's board: who is on what, since when, and what the day came to (K27)."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field

from chasqui.contracts.wire import Contract, Instant
from chasqui.kernel.texts.text import Text, say


class PauseCode(StrEnum):
	"""Why an advisor calls nobody for a while."""

	BREAK = "break"
	LUNCH = "lunch"
	MEETING = "meeting"
	TRAINING = "training"
	TROUBLE = "trouble"
	OTHER = "other"


PAUSE_NAMES: Mapping[PauseCode, Text] = {
	PauseCode.BREAK: say("Descanso"),
	PauseCode.LUNCH: say("Almuerzo"),
	PauseCode.MEETING: say("Reunión"),
	PauseCode.TRAINING: say("Capacitación"),
	PauseCode.TROUBLE: say("Problema técnico"),
	PauseCode.OTHER: say("Otro motivo"),
}


class PauseRequest(Contract):
	code: PauseCode


class Pause(Contract):
	code: PauseCode
	started_at: Instant


class OwnPause(Contract):
	"""The advisor's pause, if one is open."""

	pause: Pause | None = None


class AdvisorState(StrEnum):
	"""What an advisor does now."""

	CALLING = "calling"
	PAUSED = "paused"
	FREE = "free"
	"""Has called today, and holds nobody."""
	AWAY = "away"
	"""Has called nobody today."""


class AdvisorLine(Contract):
	"""An advisor now and today. `seconds` are those of the calls, `paused` of the pauses; times and
	counts of today are of the installation's zone. `callbacks_due` are promised calls whose time is
	past.
	"""

	advisor_id: int
	name: str
	state: AdvisorState
	since: Instant | None = None
	campaign_id: int | None = None
	campaign_name: str = ""
	pause: PauseCode | None = None
	calls: int = 0
	contacts: int = 0
	sales: int = 0
	skipped: int = 0
	seconds: int = 0
	paused: int = 0
	pending: int = 0
	callbacks_due: int = 0


class DayGoalsFields(Contract):
	"""What each advisor should come to in a day; 0 is no goal."""

	calls: int = Field(default=0, ge=0, le=1000)
	sales: int = Field(default=0, ge=0, le=1000)


class DayGoalsUpdate(DayGoalsFields):
	"""`version` is the one that was read."""

	version: int


class DayGoals(DayGoalsFields):
	version: int = 0


class Board(Contract):
	at: Instant
	lines: list[AdvisorLine]
	goals: DayGoals = DayGoals()
