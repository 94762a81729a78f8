"""The forms of a service in use: what it is, which other takes its place, why it ends."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.subscriptions import (
	ChosenReason,
	SubscriptionEnd,
	SubscriptionFields,
)
from portal.sales.clients import list_service_options
from portal.shell.forms.inputs import Choice, Day, Line
from portal.shell.forms.layout import Fieldset, FormLayout

FIELDS = FormLayout(
	SubscriptionFields,
	[
		Fieldset(
			[
				Choice("item_id", _("Servicio"), options=list_service_options, blank=_("Elija")),
				Day("started_on", _("Desde"), _("Si lo deja vacío, desde hoy.")),
				Line(
					"price",
					_("Precio al mes"),
					_("Si lo deja vacío, el del catálogo en ese día."),
					mode="decimal",
					before="$",
				),
			]
		)
	],
)
END = FormLayout(
	SubscriptionEnd,
	[
		Fieldset(
			[
				Choice("reason", _("Motivo"), options=ChosenReason, blank=_("Elija")),
				Day("ended_on", _("Hasta"), _("Si lo deja vacío, hasta hoy.")),
			]
		)
	],
)
