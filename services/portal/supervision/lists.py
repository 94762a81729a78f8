"""The board of advisors as a table, which leaves as a file too."""

from dataclasses import replace

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.board import AdvisorLine, AdvisorState, DayGoals
from portal.shell.labels.formats import format_ago, format_number
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Cell, Link
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage
from portal.supervision.labels import measure_call, write_goal, write_length


def show_now(row: AdvisorLine) -> Cell:
	"""Return what an advisor does, since when, and on what."""
	since = format_ago(row.since) if row.since else ""
	if row.state is AdvisorState.CALLING and row.campaign_id:
		way = url_for("calls.show", campaign_id=row.campaign_id)
		return Cell(chips=[name_code(row.state)], sub=[since, Link(row.campaign_name, way)])
	shown = row.pause if row.state is AdvisorState.PAUSED and row.pause else row.state
	return Cell(chips=[name_code(shown)], sub=[since])


def show_late(row: AdvisorLine) -> str:
	"""Return how many promised calls are late, among those that wait."""
	if not row.callbacks_due:
		return format_number(row.pending)
	text = gettext(
		"%(count)s (%(late)s vencidas)",
		count=format_number(row.pending),
		late=format_number(row.callbacks_due),
	)
	return str(text)


def build_board(goals: DayGoals) -> ListPage[AdvisorLine]:
	"""Return the board with the goals of the day in its columns."""
	table = Table[AdvisorLine](
		_("Asesores, por nombre"),
		(
			Column(_("Asesor"), lambda row: row.name),
			Column(_("Ahora"), show_now),
			Column(_("Llamadas"), lambda row: write_goal(row.calls, goals.calls), is_number=True),
			Column(_("Contactados"), lambda row: format_number(row.contacts), is_number=True),
			Column(_("Ventas"), lambda row: write_goal(row.sales, goals.sales), is_number=True),
			Column(_("Por llamada"), lambda row: write_length(measure_call(row)), is_number=True),
			Column(_("En pausa"), lambda row: write_length(row.paused), is_number=True),
			Column(_("Por llamar"), show_late, is_number=True),
		),
	)
	return replace(BOARD, table=table)


BOARD = ListPage(
	file="asesores",
	title=_("Asesores ahora"),
	lead=_("Qué hace cada uno y cómo va su día. Se actualiza solo cada cinco segundos."),
	table=Table[AdvisorLine](_("Asesores, por nombre"), ()),
	empty=Empty(
		"headset",
		_("No hay asesores"),
		_("Cuando la administración cree sus cuentas, aquí se ve qué hace cada uno."),
	),
)
