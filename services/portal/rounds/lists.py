"""The rounds of a campaign's calls as a table, which leaves as a file too."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.rounds import Round
from portal.shell.labels.formats import format_instant, format_number
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Cell
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage


def name_round(row: Round) -> Cell:
	"""Return a round with who opened it."""
	if row.opened_at is None:
		return Cell(gettext("Ronda %(number)s", number=row.number), sub=[gettext("La primera")])
	opened = gettext("%(name)s, %(when)s", name=row.opened_by, when=format_instant(row.opened_at))
	return Cell(gettext("Ronda %(number)s", number=row.number), sub=[opened])


def list_labels(results: list[CallResult]) -> str:
	"""Return results as people read them."""
	return ", ".join(str(name_code(one).text) for one in results)


def show_results(row: Round) -> str:
	"""Return with which last results people entered a round."""
	return list_labels(row.results) or str(gettext("Los que se asignaron"))


ROUNDS = ListPage(
	file="rondas",
	title=_("Rondas de llamadas"),
	table=Table[Round](
		_("Rondas de llamadas"),
		(
			Column(_("Ronda"), name_round),
			Column(_("Quiénes"), show_results),
			Column(_("Clientes"), lambda row: format_number(row.customers), is_number=True),
			Column(_("Por llamar"), lambda row: format_number(row.pending), is_number=True),
			Column(_("Llamadas"), lambda row: format_number(row.calls), is_number=True),
			Column(_("Contestadas"), lambda row: format_number(row.contacts), is_number=True),
			Column(_("Ventas"), lambda row: format_number(row.sales), is_number=True),
		),
	),
	empty=Empty("phone", _("Todavía no hay llamadas"), _("La primera ronda son las asignaciones.")),
)
