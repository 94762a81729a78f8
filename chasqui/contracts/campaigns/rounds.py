"""Words of rounds: who was not reached is called once more, with figures of its own (K26)."""

from typing import Annotated

from pydantic import Field, field_validator

from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.wire import Contract, Instant
from chasqui.kernel.texts.text import say

FIRST_ROUND = 1
RECYCLED = tuple(
	one for one in CallResult if not one.outcome.is_final and not one.outcome.is_promised
)
"""Whom a campaign gave up with such a last result may be called in a new round: whoever bought,
said no, objected or was somebody else is left in peace, and what was promised still waits.
"""


class Round(Contract):
	"""A round of a campaign's calls; the first is made of the assignments.

	`customers` entered it by these `results`; `pending` of them wait to be called. `calls` are
	attempts, `contacts` those that somebody answered.
	"""

	number: int
	results: list[CallResult] = []
	customers: int
	pending: int
	calls: int
	contacts: int
	sales: int
	opened_by: str = ""
	opened_at: Instant | None = None


class Candidates(Contract):
	"""How many were given up with a last result and may be called again."""

	result: CallResult
	customers: int


class Rounds(Contract):
	"""A campaign's rounds, the first one first, and who could enter a new one."""

	rounds: list[Round]
	candidates: list[Candidates]


class RoundRequest(Contract):
	"""Opens a round for those given up with these last results; `expected` are as many as were seen
	when that was decided.
	"""

	results: list[CallResult] = Field(min_length=1)
	expected: Annotated[int, Field(ge=1)]

	@field_validator("results")
	@classmethod
	def check_results(cls, results: list[CallResult]) -> list[CallResult]:
		"""Refuse results after which nobody is called again."""
		for one in results:
			if one not in RECYCLED:
				label = one.outcome.label
				raise ValueError(say("Con «{result}» no se vuelve a llamar.", result=label))
		return list(dict.fromkeys(results))
