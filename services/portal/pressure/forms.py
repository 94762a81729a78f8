"""The limits of contacts as they are typed."""

from typing import Any

from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.pressure import Channel, PressureUpdate
from portal.shell.forms.inputs import Line
from portal.shell.forms.layout import Fieldset, FormLayout

NO_LIMIT = _("Vacío: sin límite.")


def ask_limits(place: str, title: Any, help_text: Any = "") -> Fieldset:
	"""Return what is asked of all channels together, or of one."""
	return Fieldset(
		[
			Line(f"{place}.a_day", _("En un día"), NO_LIMIT, mode="numeric"),
			Line(f"{place}.a_week", _("En 7 días"), NO_LIMIT, mode="numeric"),
			Line(f"{place}.a_month", _("En 30 días"), NO_LIMIT, mode="numeric"),
		],
		title,
		help_text,
		is_wide=True,
	)


PRESSURE = FormLayout(
	PressureUpdate,
	[
		ask_limits(
			"together",
			_("Contactos con una persona, por todos los canales"),
			_(
				"Cuenta lo que hacen todas las campañas juntas. Un contacto es un correo que un "
				"servidor aceptó o una llamada que la persona contestó; los correos de servicio "
				"no cuentan, y lo que se le prometió se cumple."
			),
		),
		*(ask_limits(f"by_channel.{one.value}", one.label) for one in Channel),
		Fieldset(
			[
				Line(
					"quiet_days",
					_("Días sin contacto"),
					_("En las demás campañas. Vale para lo que se diga desde ahora."),
					mode="numeric",
				)
			],
			_("Después de «no le interesa»"),
			is_wide=True,
		),
	],
)
