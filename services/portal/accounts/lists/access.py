"""The lists of who may do what, and what each address of the services asks for."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import ROLE_PERMISSIONS, Permission, Role, Service
from chasqui.contracts.customers.views import ListName
from chasqui.contracts.every_endpoint import Declared, load_endpoints
from portal.accounts.labels import roles
from portal.shell.labels.formats import format_number
from portal.shell.labels.label import Label
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Cell, make_chips
from portal.shell.lists.filters import Choice
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage

NAMES = dict(roles.PAIRS)


@dataclass(frozen=True)
class Granted:
	"""A permission, who has it, and how many addresses ask for it."""

	permission: Permission
	addresses: int

	def show_permission(self) -> Cell:
		"""Return what it is called, and its code."""
		return Cell(name_code(self.permission).text, sub=[self.permission])

	def show_role(self, role: Role) -> Cell:
		"""Return the cell of a role: has it, or not."""
		has = self.permission in ROLE_PERMISSIONS[role]
		return Cell(chips=[Label(_("sí"), "ok", "check")] if has else ())

	def link_addresses(self) -> Cell:
		"""Return how many addresses ask for it, and the way to them."""
		way = url_for("access.list_addresses", permission=self.permission.value)
		return Cell(format_number(self.addresses), way)


def list_granted() -> list[Granted]:
	"""Return all permissions, in the order of their declaration."""
	asked = [one.needs for one in load_endpoints()]
	return [Granted(one, sum(one in needs for needs in asked)) for one in Permission]


def column_of(role: Role) -> Column[Granted]:
	return Column(NAMES[role].text, lambda row: row.show_role(role))


GRANTED = Table[Granted](
	_("Permisos de cada papel"),
	(
		Column(_("Permiso"), Granted.show_permission),
		*(column_of(role) for role in Role),
		Column(_("Direcciones"), Granted.link_addresses, is_number=True),
	),
	style="table-matrix",
)


def show_service(row: Declared) -> Cell:
	"""Return whose the address is."""
	return make_chips(row.service) if row.service else Cell(_("todos"))


def show_needs(row: Declared) -> Cell:
	"""Return what an address asks for: permissions of the staff, scopes of services, or nothing."""
	if row.is_public:
		return Cell(chips=[Label(_("cualquiera"), "plain")])
	return make_chips(*sorted(row.needs), sub=sorted(row.scopes))


ADDRESSES = ListPage(
	file="direcciones",
	title=_("Direcciones de los servicios"),
	views=ListName.ADDRESSES,
	lead=_(
		"Qué se puede pedir a cada servicio y qué permiso pide, como lo declaran sus contratos."
	),
	crumbs=(("home.show", _("Inicio")), ("access.show", _("Accesos"))),
	table=Table[Declared](
		_("Direcciones de los servicios"),
		(
			Column(
				_("Dirección"),
				lambda row: Cell(f"{row.method} {row.path}", sub=[row.name], is_long=True),
			),
			Column(_("Servicio"), show_service),
			Column(_("Permiso"), show_needs),
		),
	),
	filters=(
		Choice("service", _("Servicio"), (Service.CUSTOMERS, Service.CAMPAIGNS, Service.MAILER)),
		Choice("permission", _("Permiso"), Permission),
	),
	empty=Empty(
		"lock",
		_("Ninguna dirección pide permisos"),
		_("Las declaran los servicios."),
		narrowed=_("Ninguna dirección coincide"),
	),
)


def find_addresses(service: Service | None, permission: Permission | None) -> Iterator[Declared]:
	"""Yield the addresses of a service, of all if None, that ask for a permission, any if None."""
	for one in sorted(load_endpoints(), key=lambda one: (one.path, one.method)):
		if service in (None, one.service) and (permission is None or permission in one.needs):
			yield one
