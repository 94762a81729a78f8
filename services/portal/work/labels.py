"""What advisors' work is called: one's own, or everybody's."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.call_reviews import ReviewState, ReviewVerdict
from chasqui.contracts.campaigns.calls import CallbackTime, CallKind
from portal.session.staff import find_person
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

WORDS = Words(
	(
		(CallbackTime.LATE, Label(_("Vencida"), "bad", "clock")),
		(CallbackTime.TODAY, Label(_("Hoy"), "warn", "clock")),
		(CallbackTime.AHEAD, Label(_("Otro día"), "plain", "calendar")),
		(ReviewVerdict.APPROVED, Label(_("Aprobada"), "ok", "circle-check")),
		(ReviewVerdict.OBSERVED, Label(_("Observada"), "warn", "alert-triangle")),
		(ReviewState.APPROVED, Label(_("Aprobadas"), "ok")),
		(ReviewState.OBSERVED, Label(_("Observadas"), "warn")),
		(ReviewState.WAITING, Label(_("Sin revisar"))),
		(CallKind.ATTEMPT, Label(_("Llamadas hechas"))),
		(CallKind.CONTACT, Label(_("Contactados"), "info")),
		(CallKind.REACHED, Label(_("Contestadas"), "info")),
		(CallKind.SALE, Label(_("Ventas"), "ok")),
		(CallKind.SKIPPED, Label(_("Omitidos"))),
	)
)


def reviews_calls() -> bool:
	"""Return whether the person sees the work of every advisor."""
	person = find_person()
	return person is not None and person.may(Permission.CALLS_REVIEW)


def say_whose(own: Any, everybody: Any) -> LazyString:
	"""Return the words for the own work, or for everybody's, as the reader sees."""
	return LazyString(lambda: str(everybody if reviews_calls() else own))


def name_work() -> str:
	"""Return what the pages of work are called."""
	return str(gettext("Trabajo de asesores") if reviews_calls() else gettext("Mi trabajo"))


WORK = LazyString(name_work)
