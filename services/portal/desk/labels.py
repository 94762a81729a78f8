"""What results of calls are called."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from chasqui.contracts.desk import CallResult
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(CallResult.SALE, Label(_("Venta"), "ok", "phone-check")),
	(CallResult.INTERESTED, Label(_("Interesado"), "primary", "thumb-up")),
	(CallResult.CALLBACK_OWN, Label(_("Volver a llamar"), "info", "clock")),
	(CallResult.NOT_INTERESTED, Label(_("No le interesa"), "warn", "thumb-down")),
	(CallResult.NO_ANSWER, Label(_("No contesta"), "plain", "phone-off")),
	(CallResult.BUSY, Label(_("Ocupado"), "plain", "phone-call")),
	(CallResult.VOICEMAIL, Label(_("Buzón de voz"), "plain", "microphone")),
	(CallResult.WRONG_NUMBER, Label(_("Número errado"), "warn", "phone-x")),
	(CallResult.DO_NOT_CALL, Label(_("No volver a llamar"), "bad", "ban")),
	(CallResult.SKIPPED, Label(_("Omitido"), "plain", "arrow-right")),
)


def read_call_result(code: str) -> CallResult | str:
	"""Return the call result of a code; an unknown code as it is."""
	return next((result for result in CallResult if result == code), code)


WORDS = Words(PAIRS, filters={"call_result": read_call_result})
