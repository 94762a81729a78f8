"""Why a service ended, in words."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.subscriptions import ChosenReason, EndReason
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

CHOSEN: dict[ChosenReason, Label] = {
	ChosenReason.CANCELLED: Label(_("El cliente lo canceló")),
	ChosenReason.UNPAID: Label(_("Falta de pago")),
	ChosenReason.MOVED: Label(_("Se mudó")),
	ChosenReason.OTHER: Label(_("Otra causa")),
}
PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	*CHOSEN.items(),
	*((EndReason(code), label) for code, label in CHOSEN.items()),
	(EndReason.UPGRADED, Label(_("Cambió de plan"))),
	(EndReason.RETURNED, Label(_("La venta se anuló o se devolvió"))),
)
WORDS = Words(PAIRS)
