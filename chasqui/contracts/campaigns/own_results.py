"""Words of a company's own results of a call: each is like a fixed one, under a name of its own.

What follows it (human, contact, final, a promise, the next phone) is what follows the fixed one, so
that every figure by fixed results holds for it too.
"""

from typing import Annotated

from pydantic import Field, field_validator, model_validator

from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.call_rules import MOST_A_DAY, MOST_MINUTES, RetryRules
from chasqui.contracts.wire import Contract, Line
from chasqui.kernel.texts.text import say

RESERVED_KEYS = frozenset("ri")
"""The desk asks the risk and mails information by them; the digits are those of the fixed ones."""
Key = Annotated[str, Field(pattern=r"^[a-z]$", examples=["f"])]


class OwnResultFields(Contract):
	"""`like` is the fixed result that it is a kind of; `key` chooses it at the desk.

	Of one after which people are called again, `retry_minutes` and `most_a_day` stand in the place
	of the calling rules, or `is_last` ends the calls of the campaign to them. `least_note`: how
	many letters its note has to have.
	"""

	name: Line = Field(min_length=2, max_length=40)
	like: CallResult
	key: Key | None = None
	least_note: int = Field(default=0, ge=0, le=200)
	retry_minutes: int | None = Field(default=None, ge=1, le=MOST_MINUTES)
	most_a_day: int | None = Field(default=None, ge=1, le=MOST_A_DAY)
	is_last: bool = False

	@field_validator("like")
	@classmethod
	def check_like(cls, like: CallResult) -> CallResult:
		"""An objection is kept whatever else is wrong: nothing may be asked of it."""
		if like.outcome.is_objection:
			raise ValueError(say("«No volver a llamar» no admite resultados propios."))
		return like

	@field_validator("key")
	@classmethod
	def check_key(cls, key: str | None) -> str | None:
		if key in RESERVED_KEYS:
			raise ValueError(say("Esa tecla ya tiene otro uso en la mesa: elija otra letra."))
		return key

	@model_validator(mode="after")
	def check_retry(self) -> "OwnResultFields":
		"""Only what is called again by itself says when."""
		is_retried = self.like.value.lower() in RetryRules.model_fields
		if not is_retried and self.is_last:
			raise ValueError(say("Con ese ya se deja de llamar, o se prometió otra llamada."))
		if self.is_last and (self.retry_minutes or self.most_a_day):
			raise ValueError(
				say("Si con este se deja de llamar, deje vacías la espera y las veces.")
			)
		if not is_retried and (self.retry_minutes or self.most_a_day):
			raise ValueError(
				say("Ese no se llama otra vez por sí solo: deje vacías la espera y las veces.")
			)
		return self


class OwnResultUpdate(OwnResultFields):
	"""`version` is the one that was read."""

	version: int


class OwnResult(OwnResultFields):
	"""One as it is kept; a retired one is offered no more, and its calls keep it."""

	id: int
	is_retired: bool = False
	version: int = 1
