"""Money in words."""

from decimal import Decimal

from babel.numbers import format_currency
from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.finance import COST_NAMES, BudgetLevel, CostKind
from portal.shell.labels.formats import LOCALE
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

ICONS = {
	CostKind.MAIL: "mail-check",
	CostKind.ATTEMPT: "phone",
	CostKind.MINUTE: "clock",
	CostKind.HOUR: "headset",
}
UNITS = {
	CostKind.MAIL: _("correos"),
	CostKind.ATTEMPT: _("llamadas"),
	CostKind.MINUTE: _("minutos"),
	CostKind.HOUR: _("horas"),
}
"""In what each kind is counted."""


def format_unit_price(value: Decimal) -> str:
	"""Return what one costs, which may be less than a cent: ``$0,0150``."""
	return str(format_currency(value, "USD", "¤#,##0.0000", locale=LOCALE, currency_digits=False))


WORDS = Words(
	(
		*((kind, Label(COST_NAMES[kind], "plain", icon)) for kind, icon in ICONS.items()),
		(BudgetLevel.FINE, Label(_("Dentro del presupuesto"), "ok", "circle-check")),
		(BudgetLevel.WARNED, Label(_("Queda poco presupuesto"), "warn", "alert-triangle")),
		(BudgetLevel.REACHED, Label(_("Llegó a su tope"), "bad", "alert-circle")),
	),
	filters={"unit_price": format_unit_price},
)
