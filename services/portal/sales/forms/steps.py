"""What is asked where a sale goes on: the invoice, the payment, why it is voided, the key."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from chasqui.contracts.customers.sales import (
	AuthorisationFields,
	InvoiceRequest,
	PaymentFields,
	Series,
	VoidRequest,
)
from chasqui.contracts.wire import Contract
from chasqui.contracts.wire import Day as AnyDay
from portal.shell.forms.inputs import Area, Choice, Day, Line
from portal.shell.forms.layout import Fieldset, FormLayout


class PaymentsFields(Contract):
	"""When several sales were paid; today where nothing is said."""

	paid_on: AnyDay | None = None


PAID_ON = Day("paid_on", _("Día del pago"), _("Vacío: hoy."))
PAYMENT = FormLayout(PaymentFields, [Fieldset([PAID_ON])])
PAYMENTS = FormLayout(PaymentsFields, [Fieldset([PAID_ON])])
VOID = FormLayout(VoidRequest, [Fieldset([Area("reason", _("Motivo"), _("Queda en la venta."))])])
AUTHORISATION = FormLayout(
	AuthorisationFields,
	[
		Fieldset(
			[
				Line(
					"access_key",
					_("Clave de acceso"),
					_("Los 49 dígitos de la factura autorizada; los espacios no importan."),
					mode="numeric",
				)
			]
		)
	],
)


def build_invoice(series: Sequence[Series]) -> FormLayout:
	"""Return how an invoice is asked for; of which series, where there are several."""
	options = [(one.id, f"{one.establishment}-{one.point}") for one in series]
	chosen = Choice("series_id", _("Serie"), options=options)
	return FormLayout(InvoiceRequest, [Fieldset([chosen])] if len(options) > 1 else [])


def read_key(typed: MultiDict[str, str]) -> MultiDict[str, str]:
	"""Return what was typed with the access key in one piece."""
	whole = typed.copy()
	whole["access_key"] = "".join(typed.get("access_key", "").split())
	return whole
