"""What results of calls are called."""

from enum import StrEnum

from chasqui.contracts.campaigns.desk import CallResult
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = tuple(
	(one, Label(one.outcome.label, one.outcome.tone, one.outcome.icon)) for one in CallResult
)


def read_call_result(code: str) -> CallResult | str:
	"""Return the call result of a code; an unknown code as it is."""
	return next((result for result in CallResult if result == code), code)


WORDS = Words(PAIRS)
