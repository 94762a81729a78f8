"""The list of the team's accounts."""

from flask import url_for
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission, Role
from chasqui.contracts.campaigns.accounts import Account, AccountState
from chasqui.contracts.customers.views import ListName
from portal.shell.labels.formats import format_ago, format_date, format_email
from portal.shell.labels.label import Label
from portal.shell.lists.cells import Cell, make_chips
from portal.shell.lists.filters import Choice, Search
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way

PROTECTED = Label(_("Segundo factor"), "ok", "shield-check")
ADD = Way(_("Crear una cuenta"), "staff.ask_add", "user-plus", is_primary=True)


def name_account(row: Account) -> Cell:
	"""Return a person with the e-mail."""
	way = url_for("staff.show", staff_id=row.id)
	return Cell(row.name, way, sub=[format_email(row.email) if row.email else ""])


def show_state(row: Account) -> Cell:
	"""Return how an account stands, and whether it asks for a code."""
	return make_chips(row.state, PROTECTED if row.has_second_factor else None)


STAFF = ListPage(
	title=_("Equipo"),
	views=ListName.ACCOUNTS,
	lead=_("Quién puede ingresar a la suite, y con qué papeles."),
	table=Table[Account](
		_("Cuentas del equipo"),
		(
			Column(_("Nombre"), name_account, sort="name"),
			Column(_("Usuario"), lambda row: Cell(row.username, is_long=True), sort="username"),
			Column(_("Papeles"), lambda row: make_chips(*row.roles)),
			Column(_("Estado"), show_state),
			Column(_("Último uso"), lambda row: format_ago(row.last_used_at)),
			Column(_("Creada"), lambda row: format_date(row.created_at), sort="created"),
		),
		sort="name",
	),
	filters=(
		Search("q", _("Nombre, usuario o correo")),
		Choice("role", _("Papel"), Role),
		Choice("state", _("Estado"), AccountState, every=_("Todas")),
	),
	empty=Empty(
		"users",
		_("Todavía no hay cuentas"),
		_("Cree una para cada persona que vaya a entrar."),
		ADD,
		narrowed=_("Ninguna cuenta coincide"),
	),
	ways=(
		Way(_("Excel"), "staff.export", "download", keeps_filters=True, extra={"form": "xlsx"}),
		Way(_("CSV"), "staff.export", "download", keeps_filters=True, extra={"form": "csv"}),
		Way(_("Accesos"), "access.show", "lock", Permission.SECURITY_READ),
		ADD,
	),
)
