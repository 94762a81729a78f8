"""What advisors do, in words."""

from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.campaigns.board import AdvisorLine, AdvisorState
from portal.shell.labels.formats import NOTHING, format_number
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(AdvisorState.CALLING, Label(lazy_gettext("Con un cliente"), "ok", "phone-call")),
	(AdvisorState.PAUSED, Label(lazy_gettext("En pausa"), "warn", "player-pause")),
	(AdvisorState.FREE, Label(lazy_gettext("Libre"), "info", "headset")),
	(AdvisorState.AWAY, Label(lazy_gettext("Sin llamar hoy"), "plain", "clock")),
)


def write_length(seconds: int) -> str:
	"""Return a length of time: ``1 h 05 min``, ``4 min``, ``50 s``."""
	if not seconds:
		return NOTHING
	minutes, rest = divmod(seconds, 60)
	if not minutes:
		return str(_("%(count)s s", count=rest))
	hours, minutes = divmod(minutes, 60)
	if not hours:
		return str(_("%(count)s min", count=minutes))
	return str(_("%(hours)s h %(minutes)s min", hours=hours, minutes=f"{minutes:02d}"))


def write_goal(done: int, goal: int) -> str:
	"""Return how far something is: ``12 de 40``; the number alone where there is no goal."""
	if not goal:
		return format_number(done)
	return str(_("%(done)s de %(goal)s", done=format_number(done), goal=format_number(goal)))


def measure_call(line: AdvisorLine) -> int:
	"""Return how many seconds a call takes on average."""
	return line.seconds // line.calls if line.calls else 0


WORDS = Words(PAIRS)
