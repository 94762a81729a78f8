"""The list of imports, and the faults that a trial found."""

from flask import url_for
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.imports import ImportConflict, ImportProgress, RejectedRow
from chasqui.contracts.customers.views import ListName
from portal.shell.labels.formats import format_instant, format_number
from portal.shell.labels.label import Label
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Cell, make_chips
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.job_pages import STAGES
from portal.shell.pages.list_page import Empty, ListPage


def name_file(row: ImportProgress) -> Cell:
	"""Return a file with what it holds and the time at which it came."""
	way = url_for("imports.show", import_id=row.id)
	return Cell(row.file_name, way, sub=[name_code(row.kind).text, format_instant(row.created_at)])


IMPORTS = ListPage(
	views=ListName.IMPORTS,
	filters=(STAGES,),
	file="importaciones",
	title=_("Importaciones"),
	table=Table[ImportProgress](
		_("Últimas importaciones"),
		(
			Column(_("Archivo"), name_file),
			Column(_("Estado"), lambda row: make_chips(row.state)),
			Column(_("Filas"), lambda row: format_number(row.rows), is_number=True),
			Column(_("Creados"), lambda row: format_number(row.created), is_number=True),
			Column(_("Rechazadas"), lambda row: format_number(row.rejected), is_number=True),
		),
	),
	empty=Empty(
		"file-import",
		_("Todavía no hay importaciones"),
		_("Suba una lista en CSV, Excel o JSON; antes de guardar nada verá qué entra."),
	),
)
CONFLICTS = ListPage(
	file="cambiados-despues",
	file_needs=Permission.CUSTOMERS_EXPORT,
	title=_("Cambiados después de la importación"),
	lead=_("Al deshacerla conservaron estos datos, porque alguien los cambió después."),
	crumbs=(("imports.show_list", _("Importaciones")),),
	table=Table[ImportConflict](
		_("Datos que se quedaron como están"),
		(
			Column(
				_("Cliente"),
				lambda row: Cell(row.name, url_for("customers.show", customer_id=row.customer_id)),
			),
			Column(_("Datos"), lambda row: ", ".join(row.fields)),
		),
	),
	empty=Empty(
		"users",
		_("Nadie conservó nada"),
		_("Al deshacer una importación, aquí quedan los que alguien cambió después de ella."),
	),
)
STAYS_OUT = make_chips(Label(_("No entra"), "bad", "ban"))
LEFT_OUT = make_chips(Label(_("Entra sin ese dato"), "warn", "alert-triangle"))
FAULTS = Table[RejectedRow](
	_("Primeros errores"),
	(
		Column(_("Fila"), lambda row: format_number(row.line), is_short=True),
		Column(_("Campo"), lambda row: row.label or _("La fila")),
		Column(_("Dice"), lambda row: row.value),
		Column(_("Motivo"), lambda row: row.reason),
		Column(_("Qué pasa"), lambda row: LEFT_OUT if row.is_warning else STAYS_OUT),
	),
)
