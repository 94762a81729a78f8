"""Says whether a call may still be corrected, and if not, exactly why (K27)."""

from campaigns.campaigns.domain.stale import refuse_stale
from campaigns.contacts.repositories.contacts import ContactRepository
from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.desk.models.call import CallRow
from campaigns.desk.repositories.calls import CallRepository
from campaigns.desk.use_cases.call_checks import refuse
from campaigns.work.repositories.corrections import CallCorrectionRepository
from chasqui.contracts.campaigns.call_corrections import CORRECTABLE_FOR, CallCorrection, KeptResult
from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, Forbidden
from chasqui.kernel.texts.text import say

MINUTES = int(CORRECTABLE_FOR.total_seconds() // 60)
OTHERS = say("Solo quien hizo la llamada corrige su resultado.")
TOO_LATE = say(
	"Un resultado se corrige en los {minutes} minutos que siguen a la llamada, y ya pasaron.",
	minutes=MINUTES,
)
CALLED_AGAIN = say("A este cliente ya se lo llamó otra vez: este resultado ya no se corrige.")
HELD = say("Alguien atiende ahora mismo a este cliente: espere a que termine.")
STALE = say("Esta llamada se corrigió en otra ventana. Mire lo que dice y corrija otra vez.")
OBJECTED = say("Esta persona pidió que no se la llame, y eso queda: no le prometa otra llamada.")


class CallCorrectionPolicy:
	def __init__(
		self,
		calls: CallRepository,
		corrections: CallCorrectionRepository,
		contacts: ContactRepository,
		merges: MergeRepository,
	) -> None:
		self._calls = calls
		self._corrections = corrections
		self._contacts = contacts
		self._merges = merges

	def check(self, advisor_id: int, call: CallRow, correction: CallCorrection) -> None:
		"""Let a call be corrected, or say why not.

		:raises Forbidden: `not_your_call`
		:raises Conflict: `too_late`, `called_again`, `held`, `stale`
		:raises Invalid: a callback to a person who objected
		"""
		if call.advisor_id != advisor_id:
			raise Forbidden(OTHERS, code="not_your_call")
		if read_now() > call.recorded_at + CORRECTABLE_FOR:
			raise Conflict(TOO_LATE, code="too_late")
		if self._calls.has_later(call):
			raise Conflict(CALLED_AGAIN, code="called_again")
		if self._corrections.is_held(self._merges.list_person(call.customer_id)):
			raise Conflict(HELD, code="held")
		version = len(self._corrections.list_before([call.id]))
		if version != correction.version:
			raise refuse_stale(
				STALE, _describe(call, version), _describe(correction, correction.version)
			)
		if correction.callback_at is not None and self.has_objected(call):
			raise refuse("result", OBJECTED, "objected")

	def has_objected(self, call: CallRow) -> bool:
		"""Return whether the person of a call is not to be called any more."""
		person = self._merges.list_person(call.customer_id)
		return self._contacts.has_objection(person, ConsentChannel.PHONE)


def _describe(result: CallRow | CallCorrection, version: int) -> KeptResult:
	names = KeptResult.model_fields.keys() - {"version"}
	return KeptResult(**{name: getattr(result, name) for name in names}, version=version)
