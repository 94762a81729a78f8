"""The calling rules as they are typed."""

from typing import Any

from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.call_rules import CallRulesUpdate
from portal.shell.forms.inputs import Input, Line, Tick
from portal.shell.forms.layout import Fieldset, FormLayout

WAIT = _("Minutos hasta la siguiente (60 son una hora; 1440, un día).")
NO_LIMIT = _("Vacío: sin límite propio.")


def ask_retry(name: str, title: Any, *, counts: bool) -> Fieldset:
	"""Return what is asked of a result after which people are called again.

	`counts`: it reached nobody, so that it may wait longer each time and have a limit.
	"""
	place = f"retries.{name}"
	inputs: list[Input] = [Line(f"{place}.minutes", _("Volver a llamar en"), WAIT, mode="numeric")]
	if counts:
		inputs += [
			Line(f"{place}.most_a_day", _("Veces en 24 horas"), NO_LIMIT, mode="numeric"),
			Tick(f"{place}.grows", _("Esperar más cada vez: los minutos por el número de intento")),
		]
	return Fieldset(inputs, title, is_wide=counts)


RULES = FormLayout(
	CallRulesUpdate,
	[
		Fieldset(
			[
				Line("attempts_a_day", _("Intentos en 24 horas"), mode="numeric"),
				Line("attempts_in_all", _("Intentos en total"), mode="numeric"),
				Line(
					"misses_in_a_row",
					_("Intentos seguidos sin hablar con nadie"),
					_("Después, la campaña no le llama más."),
					mode="numeric",
				),
			],
			_("Cuántas veces se llama a un teléfono"),
			_(
				"Cuenta lo que llaman todas las campañas. Lo que se prometió a una persona se "
				"cumple aunque ya se le haya llamado."
			),
			is_wide=True,
		),
		Fieldset(
			[
				Line(
					"callbacks_a_day", _("Rellamadas propias de un asesor por día"), mode="numeric"
				),
				Line(
					"pass_minutes",
					_("Minutos de atraso para que llame otro"),
					_("Vacío: quien la prometió la conserva, por tarde que sea."),
					mode="numeric",
				),
			],
			_("Rellamadas"),
			is_wide=True,
		),
		Fieldset(
			[
				Tick(
					"by_best_hour",
					_("Llamar primero a quien mejor contesta a esta hora"),
				),
			],
			_("Orden de la cola"),
			_(
				"Según «Mejor hora», por la provincia y la edad de cada uno. Una de cada diez "
				"llamadas sigue el orden de siempre, para aprender también de las demás horas. "
				"Las rellamadas van siempre antes."
			),
			is_wide=True,
		),
		Fieldset(
			[
				Tick(
					"answer_stops_mail",
					_("No enviar más correos de la campaña a quien respondió uno"),
				),
			],
			_("Respuestas por correo"),
			_(
				"En la mesa va antes que los demás: después de las rellamadas, y primero quien "
				"más espera."
			),
			is_wide=True,
		),
		ask_retry("no_answer", _("No contesta"), counts=True),
		ask_retry("busy", _("Ocupado"), counts=True),
		ask_retry("voicemail", _("Buzón de voz"), counts=True),
		ask_retry("interested", _("Interesado"), counts=False),
		ask_retry("skipped", _("Omitido"), counts=False),
	],
)
