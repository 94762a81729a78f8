"""The forms of the rights of the person: a request, its end, an erasure."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.rights import (
	ErasureRequest,
	RequestClosing,
	RequestState,
	RightKind,
	RightsRequest,
	RightsRequestFields,
)
from portal.shell.forms.inputs import Area, Choice, Day, Line, Radio
from portal.shell.forms.layout import Fieldset, FormLayout

CONFIRMATION = "confirmation"
"""What is typed to confirm an erasure; the portal reads it, no service does."""
CHANNELS = [
	("ventanilla", _("Ventanilla")),
	("correo", _("Correo")),
	("teléfono", _("Teléfono")),
	("carta", _("Carta")),
]
DECISIONS = [
	(RequestState.GRANTED.value, _("Se concede")),
	(RequestState.DENIED.value, _("Se niega")),
]
NEW_REQUEST = FormLayout(
	RightsRequestFields,
	[
		Fieldset(
			[
				Radio("kind", _("Derecho que ejerce"), options=RightKind),
				Line("requester", _("Quién la pide")),
				Line(
					"customer_id",
					_("Número de cliente"),
					_("En blanco si no consta como cliente."),
					mode="numeric",
				),
				Choice("channel", _("Por dónde llegó"), options=CHANNELS),
				Day(
					"received_on",
					_("Recibida el"),
					_("En blanco: hoy. Desde ese día corre el plazo."),
				),
				Area("note", _("Qué pidió")),
			]
		)
	],
)
CLOSING = FormLayout(
	RequestClosing,
	[
		Fieldset(
			[
				Radio("state", _("Decisión"), options=DECISIONS),
				Area(
					"outcome",
					_("Qué se hizo o por qué se niega"),
					_("La persona tiene derecho a saberlo."),
				),
			]
		)
	],
)


def build_erasure_layout(requests: Sequence[RightsRequest], id_number: str) -> FormLayout:
	"""Return how an erasure is asked: why, in answer to what, confirmed by typing."""
	offered = [
		(one.id, _("Solicitud %(id)s de %(who)s", id=one.id, who=one.requester)) for one in requests
	]
	none = _("Ninguna solicitud")
	answers = [Choice("request_id", _("Responde a"), options=offered, blank=none)]
	asked = [
		Area(
			"reason",
			_("Motivo"),
			_("Queda escrito con el borrado; no ponga datos de la persona."),
		),
		Line(
			CONFIRMATION,
			_("Escriba la identificación de la persona para confirmar"),
			_("Es %(number)s.", number=id_number),
		),
	]
	return FormLayout(ErasureRequest, [Fieldset([*(answers if offered else []), *asked])])
