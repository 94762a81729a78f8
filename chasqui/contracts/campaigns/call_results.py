"""The results of a call, each with all that is known of it: this is the only list of them.

What follows each is from the call-centre research (D1).
"""

from dataclasses import dataclass
from enum import StrEnum

from chasqui.kernel.texts.text import Text, say


class StopReason(StrEnum):
	"""Why a campaign mails somebody no more."""

	SOLD = "sold"
	NOT_INTERESTED = "not_interested"
	ANSWERED = "answered"


@dataclass(frozen=True)
class Outcome:
	"""What a result is called and what follows it.

	`label` is its name; `tone` and `icon` are as the portal's labels have them; `key` chooses it
	at the desk. `is_contact`: a person answered. `is_final`: this campaign calls no more, else
	again by itself, or at the promised time where `is_promised`; where it `may_promise`, at a time
	that may be given. `offers_information`: what the campaign mails to whoever asks for it may go
	along. `is_miss`: nobody was reached; after so many in a row the campaign calls no more. What
	was promised to a person has no such limit. `rests` keeps the other campaigns from calling and
	mailing for the quiet days of the
	policy (`pressure`); `stops_mail` ends that of this one. How long it takes to call again, and
	how many misses are too many, the calling rules (`call_rules`) say.
	"""

	label: Text
	tone: str
	icon: str
	key: str
	is_contact: bool = False
	is_final: bool = False
	is_attempt: bool = True
	is_miss: bool = False
	is_promised: bool = False
	may_promise: bool = False
	offers_information: bool = False
	is_sale: bool = False
	is_objection: bool = False
	is_wrong_number: bool = False
	rests: bool = False
	stops_mail: StopReason | None = None


class CallResult(StrEnum):
	"""Results of a call, in the order in which the desk shows them."""

	SALE = "SALE"
	INTERESTED = "INTERESTED"
	CALLBACK_OWN = "CALLBACK_OWN"
	NOT_INTERESTED = "NOT_INTERESTED"
	NO_ANSWER = "NO_ANSWER"
	BUSY = "BUSY"
	VOICEMAIL = "VOICEMAIL"
	WRONG_NUMBER = "WRONG_NUMBER"
	DO_NOT_CALL = "DO_NOT_CALL"
	SKIPPED = "SKIPPED"

	@property
	def outcome(self) -> Outcome:
		return OUTCOMES[self]


OUTCOMES = {
	CallResult.SALE: Outcome(
		say("Venta"),
		"ok",
		"phone-check",
		"1",
		is_contact=True,
		is_final=True,
		is_sale=True,
		stops_mail=StopReason.SOLD,
	),
	CallResult.INTERESTED: Outcome(
		say("Interesado"),
		"primary",
		"thumb-up",
		"2",
		is_contact=True,
		may_promise=True,
		offers_information=True,
	),
	CallResult.CALLBACK_OWN: Outcome(
		say("Volver a llamar"), "info", "clock", "3", is_contact=True, is_promised=True
	),
	CallResult.NOT_INTERESTED: Outcome(
		say("No le interesa"),
		"warn",
		"thumb-down",
		"4",
		is_contact=True,
		is_final=True,
		rests=True,
		stops_mail=StopReason.NOT_INTERESTED,
	),
	CallResult.NO_ANSWER: Outcome(say("No contesta"), "plain", "phone-off", "5", is_miss=True),
	CallResult.BUSY: Outcome(say("Ocupado"), "plain", "phone-call", "6", is_miss=True),
	CallResult.VOICEMAIL: Outcome(say("Buzón de voz"), "plain", "microphone", "7", is_miss=True),
	CallResult.WRONG_NUMBER: Outcome(
		say("Número errado"),
		"warn",
		"phone-x",
		"8",
		is_contact=True,
		is_final=True,
		is_wrong_number=True,
	),
	CallResult.DO_NOT_CALL: Outcome(
		say("No volver a llamar"),
		"bad",
		"ban",
		"9",
		is_contact=True,
		is_final=True,
		is_objection=True,
	),
	CallResult.SKIPPED: Outcome(
		say("Omitido"),
		"plain",
		"arrow-right",
		"0",
		is_attempt=False,
	),
}
