"""What can be done with many customers at once, and the list of what was."""

from flask import url_for
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.lists import BulkAction, BulkJob, CustomerQuery, ListedCustomer
from chasqui.contracts.customers.views import ListName
from portal.customers.forms import ADVISOR, TAG, find_advisors_fault
from portal.segments.labels import count_customers
from portal.shell.labels.formats import format_instant, format_number
from portal.shell.labels.words import name_code
from portal.shell.lists.actions import RowAction, RowActions
from portal.shell.lists.cells import Cell, make_chips
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.job_pages import STAGES
from portal.shell.pages.list_page import Empty, ListPage

WRITE = Permission.CUSTOMERS_WRITE
MOST_ARCHIVED = 100
"""More at once are archived only by who types their number."""


def is_archived(query: CustomerQuery) -> bool:
	"""Return whether a list shows those who were archived."""
	return query.archived


ACTIONS = RowActions[ListedCustomer](
	at="bulk.ask",
	caption=_("Acciones sobre varios clientes"),
	name_box=lambda row: _("Elegir a %(name)s", name=row.name),
	count_rows=count_customers,
	everything=_("A todos los clientes: la lista no tiene filtros."),
	nothing=_("Elija al menos un cliente de la lista."),
	kept=("archived",),
	actions=(
		RowAction(
			BulkAction.TAG,
			WRITE,
			layout=TAG,
			fault=_("Escriba la etiqueta, de 1 a 40 letras."),
			text=_("Quien ya la tiene queda como está."),
		),
		RowAction(
			BulkAction.UNTAG,
			WRITE,
			layout=TAG,
			fault=_("Escriba la etiqueta, de 1 a 40 letras."),
			warning=_("No se puede deshacer de una vez"),
			text=_("Después no se sabrá quiénes la tenían, salvo por la auditoría."),
		),
		RowAction(
			BulkAction.ASSIGN,
			WRITE,
			layout=ADVISOR,
			fault=_("Elija a un asesor."),
			find_hindrance=find_advisors_fault,
			text=_("Se hace cargo de ellos desde ahora; quien ya tenga a otro responsable cambia."),
		),
		RowAction(BulkAction.UNASSIGN, WRITE, text=_("Quedan sin responsable.")),
		RowAction(
			BulkAction.ARCHIVE,
			WRITE,
			is_offered=lambda query: not is_archived(query),
			most=MOST_ARCHIVED,
			warning=_("Saldrán de las listas y de las audiencias nuevas"),
			text=_("Sus datos no se borran. Se pueden restaurar desde la vista «Archivados»."),
		),
		RowAction(
			BulkAction.RESTORE,
			WRITE,
			is_offered=is_archived,
			text=_(
				"Vuelven a las listas y a las audiencias nuevas. Los registros unidos a otro no "
				"cambian."
			),
		),
		RowAction(
			"export",
			Permission.CUSTOMERS_EXPORT,
			_("Exportar a Excel"),
			leads="lists.export",
			extra={"format": "xlsx"},
		),
		RowAction(
			"campaign",
			Permission.CUSTOMERS_READ,
			_("Llevar a una campaña"),
			leads="lists.ask_campaign",
		),
	),
)


def name_action(row: BulkJob) -> Cell:
	"""Return what a bulk action does, with the way to it."""
	about = row.tag or row.advisor_name or ""
	way = url_for("bulk.show", job_id=row.id)
	return Cell(name_code(row.action).text, way, sub=[about, row.requested_name])


BULK_JOBS = ListPage(
	views=ListName.BULK_JOBS,
	filters=(STAGES,),
	file="acciones",
	title=_("Acciones sobre muchos clientes"),
	crumbs=(("customers.show_list", _("Clientes")),),
	name=_("Acciones"),
	table=Table[BulkJob](
		_("Acciones sobre muchos clientes"),
		(
			Column(_("Acción"), name_action),
			Column(_("Estado"), lambda row: make_chips(row.state)),
			Column(_("Revisados"), lambda row: format_number(row.done), is_number=True),
			Column(_("Cambiados"), lambda row: format_number(row.changed), is_number=True),
			Column(_("Pedida"), lambda row: format_instant(row.created_at)),
		),
	),
	empty=Empty(
		"users",
		_("Todavía no hay acciones"),
		_("Se eligen en la lista de clientes, sobre los marcados o sobre todos."),
	),
)
