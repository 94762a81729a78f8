"""The table of what got stuck in a service."""

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Service
from chasqui.contracts.stuck_events import StuckEvent
from portal.shell.labels.formats import format_instant
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Act, Cell
from portal.shell.lists.tables import Column, Table
from portal.stuck.labels import name_event


def name_stuck(row: StuckEvent) -> Cell:
	"""Return what happened, and who published it."""
	who = gettext("lo contó %(who)s", who=name_code(row.producer).text)
	return Cell(name_event(row.name).text, sub=[who])


def link_subject(row: StuckEvent) -> Cell:
	"""Return whom an event concerns, with the way there."""
	kind, _colon, number = (row.subject or "").partition(":")
	if kind == "customer":
		way = url_for("customers.show", customer_id=int(number))
		return Cell(gettext("Cliente %(id)s", id=number), way)
	if kind == "campaign":
		way = url_for("campaign.show", campaign_id=int(number))
		return Cell(gettext("Campaña %(id)s", id=number), way)
	return Cell()


def build_stuck(reader: Service) -> Table[StuckEvent]:
	"""Return the table of what got stuck in a service that reads feeds."""

	def offer_acts(row: StuckEvent) -> Cell:
		what = name_event(row.name).text
		again, drop = (
			url_for(f"stuck.{name}", reader=reader, event_id=row.event_id)
			for name in ("retry", "ask_drop")
		)
		return Cell(
			acts=[
				Act(gettext("Intentar otra vez"), again, "refresh", what, is_post=True),
				Act(gettext("Descartar"), drop, "trash", what),
			]
		)

	return Table(
		name_code(reader).text,
		(
			Column(_("Suceso"), name_stuck),
			Column(_("De quién"), link_subject),
			Column(_("Ocurrió"), lambda row: format_instant(row.happened_at)),
			Column(
				_("Qué falló"),
				lambda row: Cell(
					row.error,
					sub=[format_instant(row.failed_at) if row.failed_at else ""],
					is_long=True,
				),
			),
			Column(_("Acciones"), offer_acts, is_silent=True),
		),
	)
