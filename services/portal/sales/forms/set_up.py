"""The forms of what an administrator sets up: a series of numbers, a rate of tax."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.sales import DocumentKind, SeriesFields
from chasqui.contracts.customers.vat import VatClass, VatRateFields
from portal.shell.forms.inputs import Choice, Day, Line
from portal.shell.forms.layout import Fieldset, FormLayout

OFFICIAL = (DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE)
"""Quotes have the one series that they have."""
SERIES = FormLayout(
	SeriesFields,
	[
		Fieldset(
			[
				Choice("kind", _("Documento"), options=OFFICIAL),
				Line("establishment", _("Establecimiento"), mode="numeric", default="001"),
				Line("point", _("Punto de emisión"), mode="numeric", default="001"),
				Line(
					"next_number",
					_("Número siguiente"),
					_("El que llevará el primer documento que se anote aquí."),
					mode="numeric",
					default="1",
				),
			]
		)
	],
)
VAT_RATE = FormLayout(
	VatRateFields,
	[
		Fieldset(
			[
				Choice("vat_class", _("Clase"), options=[one for one in VatClass if one.is_taxed]),
				Line("percent", _("Tarifa, en %"), mode="decimal"),
				Day(
					"valid_from",
					_("Desde"),
					_("Hoy o un día por venir: lo facturado antes no cambia."),
				),
			]
		)
	],
)
