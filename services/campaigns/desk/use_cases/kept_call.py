"""A recorded call, and what each of its consequences is asked for."""

from datetime import datetime
from typing import NamedTuple, Protocol

from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_task import CallTaskRow
from chasqui.contracts.campaigns.call_results import CallResult, Outcome
from chasqui.contracts.campaigns.finance import CallSale


class KeptCall(NamedTuple):
	"""A call that has just been recorded, of which task, and what was sold in it; whether the
	campaign's information goes with it.
	"""

	call: CallRow
	task: CallTaskRow
	sale: CallSale | None
	sends_information: bool = False

	@property
	def outcome(self) -> Outcome:
		return CallResult(self.call.result).outcome


class WasCall(NamedTuple):
	"""What a call was before its result was corrected."""

	result: CallResult
	seconds: int
	rests_until: datetime | None
	sale: CallSale | None

	@property
	def outcome(self) -> Outcome:
		return self.result.outcome


class CallHandler(Protocol):
	def handle(self, kept: KeptCall) -> None:
		"""Do what follows the call, if its result asks for it."""

	def correct(self, kept: KeptCall, was: WasCall) -> None:
		"""Have what followed the call as it was follow from it as it is."""
