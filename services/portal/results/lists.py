"""The company's own results of a call."""

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.call_reasons import CallReason
from chasqui.contracts.campaigns.own_results import OwnResult
from portal.shell.labels.formats import format_number
from portal.shell.labels.label import Label
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Act, Cell
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way

RETIRED = Label(_("Retirado"), "plain", "archive")


def name_result(row: OwnResult) -> Cell:
	"""Return a result with the way to change it."""
	way = "" if row.is_retired else url_for("own_results.ask_change", result_id=row.id)
	key = gettext("tecla %(key)s", key=row.key.upper()) if row.key else ""
	note = gettext("nota de %(count)s letras o más", count=row.least_note) if row.least_note else ""
	return Cell(row.name, way, sub=[key, note], chips=[RETIRED] if row.is_retired else [])


def show_retry(row: OwnResult) -> Cell:
	"""Return what it says of calling again."""
	wait = (
		gettext("a los %(count)s minutos", count=format_number(row.retry_minutes))
		if row.retry_minutes
		else ""
	)
	most = (
		gettext("%(count)s veces al día como mucho", count=row.most_a_day) if row.most_a_day else ""
	)
	return Cell(sub=[wait, most, gettext("se deja de llamar") if row.is_last else ""])


def offer_acts(row: OwnResult) -> Cell:
	"""Return what can be done with a result."""
	if row.is_retired:
		way = url_for("own_results.bring_back", result_id=row.id)
		return Cell(acts=[Act(gettext("Volver a usar"), way, "refresh", row.name, is_post=True)])
	way = url_for("own_results.retire", result_id=row.id)
	return Cell(acts=[Act(gettext("Retirar"), way, "archive", row.name, is_post=True)])


def show_reason(row: CallReason) -> Cell:
	"""Return a reason."""
	return Cell(row.name, chips=[RETIRED] if row.is_retired else [])


def offer_reason_acts(row: CallReason) -> Cell:
	"""Return what can be done with a reason."""
	if row.is_retired:
		way = url_for("call_reasons.bring_back", reason_id=row.id)
		return Cell(acts=[Act(gettext("Volver a usar"), way, "refresh", row.name, is_post=True)])
	way = url_for("call_reasons.retire", reason_id=row.id)
	return Cell(acts=[Act(gettext("Retirar"), way, "archive", row.name, is_post=True)])


TABS = (
	Way(_("Resultados"), "own_results.show_list", "phone-check"),
	Way(_("Motivos"), "call_reasons.show_list", "tag"),
)
REASONS = ListPage[CallReason](
	file="motivos-de-llamadas",
	title=_("Motivos"),
	tabs=TABS,
	tabs_title=_("Resultados propios"),
	lead=_(
		"Por qué una llamada terminó así: de un resultado fijo, o de uno propio. En la mesa se "
		"elige uno, y los informes los cuentan."
	),
	table=Table[CallReason](
		_("Motivos"),
		(
			Column(_("Motivo"), show_reason),
			Column(
				_("Resultado"),
				lambda row: Cell(chips=[name_code(row.result)], sub=[row.own_result]),
			),
			Column(_("Acciones"), offer_reason_acts, is_silent=True),
		),
	),
	empty=Empty(
		"tag",
		_("No hay motivos"),
		_("Agregue el primero: por ejemplo «Muy caro», de «No le interesa»."),
	),
)
RESULTS = ListPage[OwnResult](
	file="resultados-propios",
	title=_("Resultados propios"),
	tabs=TABS,
	tabs_title=_("Resultados propios"),
	lead=_(
		"Nombres de la empresa para el fin de una llamada. Cada uno es de la clase de uno fijo, y "
		"le sigue lo mismo: cuenta en las mismas cifras."
	),
	table=Table[OwnResult](
		_("Resultados propios"),
		(
			Column(_("Nombre"), name_result),
			Column(_("Es de la clase de"), lambda row: Cell(chips=[name_code(row.like)])),
			Column(_("Se vuelve a llamar"), show_retry),
			Column(_("Acciones"), offer_acts, is_silent=True),
		),
	),
	empty=Empty(
		"phone-check",
		_("No hay resultados propios"),
		_("Agregue el primero: por ejemplo «Fuera de servicio», de la clase de «Número errado»."),
	),
)
