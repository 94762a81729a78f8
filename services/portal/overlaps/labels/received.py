"""What a customer got of a campaign, in words."""

from flask_babel import gettext, ngettext

from chasqui.contracts.campaigns.overlaps import RepeatPlace
from portal.campaigns.labels.calls import read_call_result
from portal.shell.labels.formats import format_number
from portal.shell.labels.words import name_code


def describe_mails(accepted: int, unsent: int) -> str:
	"""Return what was mailed: ``2 correos``."""
	if accepted:
		text = ngettext("%(count)s correo", "%(count)s correos", accepted, count=accepted)
		return str(text)
	return str(gettext("su correo no salió") if unsent else gettext("sin correos"))


def describe_calls(place: RepeatPlace) -> str:
	"""Return what came of the calls: ``1 llamada (Venta)``."""
	if not place.attempts:
		return str(gettext("sin llamadas"))
	count = format_number(place.attempts)
	text = str(ngettext("%(count)s llamada", "%(count)s llamadas", place.attempts, count=count))
	if place.last_result is None:
		return text
	return f"{text} ({name_code(read_call_result(place.last_result)).text})"
