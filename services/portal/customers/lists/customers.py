"""The list of customers: its columns, which a person chooses, its filters, what it leads to."""

from collections.abc import Callable, Iterator
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.fields import SORTED
from chasqui.contracts.customers.lists import NO_ADVISOR, NO_PROVINCE, ListColumn, ListedCustomer
from chasqui.contracts.customers.views import ListName
from portal.accounts.clients import list_advisor_options
from portal.customers.labels import COLUMNS, EXPORTS, FILTERS, USUAL_COLUMNS, VALUES, name_value
from portal.customers.lists.bulk import ACTIONS
from portal.equipment.clients import list_types
from portal.profile.labels.fields import show_value
from portal.profile.labels.identities import name_gender
from portal.sales.clients import list_item_names, list_service_names
from portal.shell.labels.formats import format_date, format_email, format_money
from portal.shell.labels.label import Label
from portal.shell.labels.options import Option
from portal.shell.labels.places import (
	list_all_cantons,
	list_provinces,
	name_canton,
	name_province,
)
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Cell, make_chips
from portal.shell.lists.filters import (
	ANY,
	Answer,
	Choice,
	Day,
	FilterWords,
	Many,
	Range,
	Search,
	Several,
	Text,
	Tick,
)
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way, WayMenu

SHORT = {
	ListColumn.REGISTERED_ON, ListColumn.LAST_CONTACT_AT, ListColumn.MONTHLY_INCOME, ListColumn.AGE,
	ListColumn.ID_NUMBER,
}  # fmt: skip
TICKED = ("kind", "gender", "id_type", "category")
ANSWERED = ("may_email", "may_phone", "consent_email", "consent_phone", "active", "has_warnings")


def name_customer(row: ListedCustomer) -> Cell:
	"""Return a customer with identification and age."""
	identity = f"{name_code(row.id_type).text} {row.id_number}"
	age = "" if row.age is None else gettext("%(age)s años", age=row.age)
	return Cell(row.name, url_for("customers.show", customer_id=row.id), sub=[identity, age])


def list_consents(row: ListedCustomer) -> Cell:
	"""Return whether one may write and call."""
	mail = Label(gettext("correo"), "ok", "mail")
	no_mail = Label(gettext("sin correo"), "plain", "mail-off")
	call = Label(gettext("llamadas"), "ok", "phone")
	no_call = Label(gettext("sin llamadas"), "plain", "phone-off")
	return make_chips(
		mail if row.consent_email else no_mail, call if row.consent_phone else no_call
	)


def show_contact(row: ListedCustomer) -> Cell:
	return Cell(format_email(row.email), sub=[row.phone], is_long=True)


def show_place(row: ListedCustomer) -> Cell:
	return Cell(name_province(row.province), sub=[name_canton(row.canton) if row.canton else ""])


# Those that are not shown like any other field.
READERS: dict[str, Callable[[ListedCustomer], Any]] = {
	ListColumn.EMAIL: show_contact,
	ListColumn.PROVINCE: show_place,
	ListColumn.CATEGORY: lambda row: make_chips(row.category),
	ListColumn.LAST_CONTACT_AT: lambda row: format_date(row.last_contact_at),
	ListColumn.GENDER: lambda row: name_gender(row.gender),
	ListColumn.MONTHLY_INCOME: lambda row: format_money(row.monthly_income),
	ListColumn.CONSENT_EMAIL: list_consents,
	ListColumn.TAGS: lambda row: Cell(chips=[Label(one, "primary") for one in row.tags]),
	ListColumn.ADVISOR: lambda row: row.advisor.name if row.advisor else "",
	ListColumn.WARNINGS: lambda row: Cell(
		chips=[Label(name_value("warning", one), "warn") for one in row.warnings]
	),
}


def build_column(name: str) -> Column[ListedCustomer]:
	"""Return a column by its name in the contract."""
	return Column(
		COLUMNS[name],
		READERS.get(name, lambda row: show_value(getattr(row, name))),
		sort=name if name in SORTED else "",
		is_number=name == ListColumn.MONTHLY_INCOME,
		is_short=name in SHORT,
		name=name,
	)


def list_advisors_to_choose() -> Iterator[Option]:
	"""Yield whom one may look for as responsible: nobody, or an advisor, if they are known."""
	yield NO_ADVISOR, gettext("Nadie")
	yield from list_advisor_options()


def list_provinces_to_choose() -> list[Option]:
	"""Return the provinces, and none."""
	return [*list_provinces(), (NO_PROVINCE, name_value("province", NO_PROVINCE))]


CUSTOMERS = ListPage(
	title=_("Clientes"),
	views=ListName.CUSTOMERS,
	table=Table[ListedCustomer](
		_("Clientes"),
		(Column(_("Cliente"), name_customer, sort="name"), *map(build_column, COLUMNS)),
		sort="name",
		style="list-table",
		usual=USUAL_COLUMNS,
	),
	filters=(Search("q", _("Nombre, cédula, correo o teléfono")),),
	further=(
		*(Many(name, FILTERS[name], VALUES[name].items()) for name in TICKED),
		Several("province", FILTERS["province"], list_provinces_to_choose),
		Several("canton", FILTERS["canton"], list_all_cantons),
		Range("age", _("Edad"), "number"),
		Range("income", _("Ingreso mensual")),
		Range("registered", _("Cliente desde"), "date"),
		Range("contacted", _("Último contacto"), "date"),
		*(Answer(name, FILTERS[name]) for name in ANSWERED),
		Text("tag", FILTERS["tag"], most=40),
		Choice("advisor", FILTERS["advisor"], list_advisors_to_choose, every=ANY),
		Text("custom", FILTERS["custom"], most=240, hint=_("clave:valor o clave:desde..hasta")),
		Many("warning", FILTERS["warning"], VALUES["warning"].items()),
		Several("bought_item", FILTERS["bought_item"], list_item_names),
		Several("uses_item", FILTERS["uses_item"], list_service_names),
		Many("services", FILTERS["services"], VALUES["services"].items()),
		Range("bought", _("Compró"), "date"),
		Day("not_bought_since", FILTERS["not_bought_since"]),
		Range("spent", _("Gastó")),
		Several("equipment_type", FILTERS["equipment_type"], list_types),
		Text("equipment_brand", FILTERS["equipment_brand"], most=40),
		Text("equipment_years", FILTERS["equipment_years"], size=4, mode="numeric"),
		Text("service_days", FILTERS["service_days"], size=4, mode="numeric"),
		Tick("archived", _("Ver los archivados")),
	),
	words=FilterWords(FILTERS, name_value),
	facets_at="lists.show_facets",
	actions=ACTIONS,
	empty=Empty(
		"users",
		_("Todavía no hay clientes"),
		_("Registre uno, o importe un archivo."),
		narrowed=_("Nadie coincide con la búsqueda"),
	),
	ways=(
		WayMenu(
			_("Exportar"),
			[
				Way(name, "lists.export", keeps_filters=True, extra={"format": form.value})
				for form, name in EXPORTS.items()
			],
			"download",
			Permission.CUSTOMERS_EXPORT,
		),
		Way(_("Servicios"), "customer_report.show", "chart-bar", Permission.CUSTOMERS_READ),
		Way(_("Importar"), "imports.show_list", "file-import", Permission.IMPORTS_RUN),
		Way(
			_("Registrar cliente"),
			"customers.ask_create",
			"user-plus",
			Permission.CUSTOMERS_WRITE,
			is_primary=True,
		),
	),
)
