"""The list of customers: its columns, which a person chooses, and its facets."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.fields import SORTED
from chasqui.contracts.customers.lists import (
	BulkJob,
	CustomerFacets,
	FacetValue,
	ListColumn,
	ListedCustomer,
)
from chasqui.contracts.customers.views import ListName
from portal.customers.labels import COLUMNS, name_value
from portal.profile.labels.fields import show_value
from portal.profile.labels.identities import name_gender
from portal.shell.labels.formats import (
	format_date,
	format_email,
	format_instant,
	format_money,
	format_number,
)
from portal.shell.labels.label import Label
from portal.shell.labels.places import name_canton, name_province
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Cell, make_chips
from portal.shell.lists.facets import (
	Facet,
	FacetLine,
	Pairs,
	build_facet,
	build_line,
	drop,
	keep_filled,
)
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.job_pages import STAGES
from portal.shell.pages.list_page import Empty, ListPage

SHORT = {
	ListColumn.REGISTERED_ON, ListColumn.LAST_CONTACT_AT, ListColumn.MONTHLY_INCOME, ListColumn.AGE,
	ListColumn.ID_NUMBER,
}  # fmt: skip
# The facets that set the filter of their own name.
FACETS = (
	("kind", _("Tipo")), ("category", _("Categoría")), ("gender", _("Género")),
	("province", _("Provincia")), ("tag", _("Etiquetas")),
)  # fmt: skip


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
	)


def build_table(columns: Iterable[str]) -> Table[ListedCustomer]:
	"""Return the table with the columns that were chosen, after the name."""
	name = Column(_("Cliente"), name_customer, sort="name")
	return Table(
		_("Clientes"),
		(name, *map(build_column, columns)),
		sort="name",
		style="list-table",
	)


def build_facets(facets: CustomerFacets, pairs: Pairs) -> list[Facet]:
	"""Return the facets of a list whose address is `pairs`; those without rows fall out."""
	plain = (
		build_facet(pairs, name, title, name_values(name, getattr(facets, name)))
		for name, title in FACETS
	)
	further = (
		Facet(_("Permisos"), [build_consent(pairs, one) for one in facets.consent]),
		Facet(_("Edad"), [build_age(pairs, one) for one in facets.age]),
	)
	return keep_filled((*plain, *further))


def name_values(name: str, values: Iterable[FacetValue]) -> Iterator[tuple[str, Any, int]]:
	"""Yield the values of a filter with what each is called and how many customers have it."""
	return ((one.value, name_value(name, one.value), one.customers) for one in values)


def build_consent(pairs: Pairs, one: FacetValue) -> FacetLine:
	"""Return the line of a permission; «none» takes both filters."""
	choices: Sequence[tuple[str, str]] = ((f"may_{one.value}", "true"),)
	if one.value == "none":
		choices = (("may_email", "false"), ("may_phone", "false"))
	return build_line(pairs, name_value("consent", one.value), one.customers, *choices)


def build_age(pairs: Pairs, one: FacetValue) -> FacetLine:
	"""Return the line of a band of ages: ``18-24``, ``65+``; who has no age cannot be chosen."""
	low, _dash, high = one.value.replace("+", "-").partition("-")
	if not low.isdigit():
		return FacetLine(gettext("Sin dato"), one.customers)
	bounds = [("age_from", low)] + ([("age_to", high)] if high else [])
	return FacetLine(one.value, one.customers, drop(pairs, ("age_from", "age_to")) + bounds)


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
