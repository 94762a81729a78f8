"""The whole of one person on one page: what several services know, each part fails alone."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.equipment_lists import EquipmentQuery
from chasqui.contracts.customers.people import CustomerPatch
from chasqui.contracts.customers.quote_lists import QuoteQuery
from chasqui.contracts.customers.quotes import QuoteSummary
from chasqui.contracts.customers.sale_lists import SaleFilters, SaleQuery
from chasqui.contracts.customers.sales import SaleSummary
from chasqui.contracts.endpoints.campaigns import privacy as privacy_api
from chasqui.contracts.endpoints.customers import equipment as equipment_api
from chasqui.contracts.endpoints.customers import people as people_api
from chasqui.contracts.endpoints.customers import quotes as quotes_api
from chasqui.contracts.endpoints.customers import registration as registration_api
from chasqui.contracts.endpoints.customers import rights as rights_api
from chasqui.contracts.endpoints.customers import sales as sales_api
from chasqui.contracts.endpoints.mailer import people as mails_api
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant
from portal.equipment.clients import load_orders, load_part_orders
from portal.equipment.lists.equipment import OWNED
from portal.equipment.lists.orders import OF_CUSTOMER
from portal.equipment.lists.part_orders import BOUGHT_PARTS
from portal.profile.labels.person import SECTIONS, name_data
from portal.profile.lists import AUDIT, CONSENTS, PROOFS, build_looks, build_places
from portal.profile.pages.timeline import COMING, build_timeline, list_filters, read_filter
from portal.quotes.lists.quotes import QUOTED
from portal.sales.lists.sales import BOUGHT
from portal.session.staff import read_person
from portal.shell.lists.tables import Table
from portal.shell.pages.parts import Part, is_fragment, load_part, notify, notify_refusals
from portal.siblings import ask
from portal.subscriptions.clients import load_services

READ = (Permission.CUSTOMERS_READ, Permission.CUSTOMERS_READ_OWN)
SELLS = (Permission.SALES_READ, Permission.SALES_NOTE)
SALES_TAB, EQUIPMENT_TAB = "compras", "equipos"
LOOKS_AFTER = (Permission.EQUIPMENT_READ, Permission.EQUIPMENT_REQUEST)
# The tabs of the page by their name in the address, and who may see them.
TABS: dict[str, tuple[Permission, ...]] = {
	"historia": READ, SALES_TAB: SELLS, EQUIPMENT_TAB: LOOKS_AFTER,
	"permisos": (Permission.CUSTOMERS_READ,), "campanas": READ, "riesgo": READ,
	"auditoria": (Permission.AUDIT_READ,),
}  # fmt: skip
LATEST_SALES, LINE_SALES, MOST_MACHINES, MOST_ORDERS = 5, 100, 50, 10
STOPS = {"llamadas": "consent_phone", "correos": "consent_email"}

blueprint = Blueprint("profile", __name__, url_prefix="/clientes/<int:customer_id>")


def render_profile(customer_id: int) -> str:
	"""Return the page of a person; which part is shown stands in the address."""
	file = ask(rights_api.show_file, customer_id=customer_id)
	activity = load_part(lambda: ask(privacy_api.show_activity, customer_id=customer_id))
	mails = load_part(lambda: ask(mails_api.show_mails, customer_id=customer_id))
	tabs = [name for name, needed in TABS.items() if read_person().may(*needed)]
	tab = request.args.get("parte", "")
	tab = tab if tab in tabs else tabs[0]
	return render_template(
		"profile/show.html",
		file=file,
		customer=file.customer,
		profile=file.profile,
		activity=activity,
		mails=mails,
		services=load_services(customer_id),
		tabs=tabs,
		tab=tab,
		sections=SECTIONS,
		tables=read_tables(),
		last_look=activity.value.risk_looks[0]
		if activity.value and activity.value.risk_looks
		else None,
		**(read_line(file, activity.value, mails.value, tabs) if tab == "historia" else {}),
		**(read_sales(customer_id) if tab == SALES_TAB else {}),
		**(read_equipment(customer_id) if tab == EQUIPMENT_TAB else {}),
	)


def read_tables() -> dict[str, Table[Any]]:
	"""Return the tables of the tabs, as much of each as this person may see."""
	person = read_person()
	return {
		"bought": BOUGHT,
		"owned": OWNED,
		"orders": OF_CUSTOMER,
		"part_orders": BOUGHT_PARTS,
		"quoted": QUOTED,
		"proofs": PROOFS,
		"consents": CONSENTS,
		"audit": AUDIT,
		"places": build_places(has_ways=person.may(Permission.CAMPAIGNS_READ)),
		"looks": build_looks(has_scores=person.may(Permission.RISK_READ_SCORES)),
	}


def read_line(file: Any, activity: Any, mails: Any, tabs: Sequence[str]) -> dict[str, Any]:
	"""Return the line of time as the page shows it, filtered by the address."""
	sales = load_sales(file.customer.id, LINE_SALES) if SALES_TAB in tabs else Part(None)
	quotes = load_quotes(file.customer.id, LINE_SALES) if SALES_TAB in tabs else Part(None)
	line = build_timeline(
		file,
		activity,
		mails,
		sales.value.items if sales.value else [],
		quotes.value.items if quotes.value else [],
	)
	others = any(one is not None and one.is_cut for one in (activity, mails))
	chosen = read_filter(request.args.get("ver", ""))
	return {
		"sales": sales,
		"quotes": quotes,
		"is_cut": others or any(part.value and part.value.next_cursor for part in (sales, quotes)),
		"line": [one for one in line if chosen in (None, one.kind)],
		"filters": list_filters(line, chosen),
		"chosen": chosen,
		"is_coming": chosen in COMING,
	}


def load_sales(customer_id: int, most: int) -> Part[Page[SaleSummary]]:
	"""Return the customer's latest sales, of those that this person may see."""
	query = SaleQuery(customer_id=[customer_id], limit=most)
	return load_part(lambda: ask(sales_api.list_sales, query=query))


def load_quotes(customer_id: int, most: int) -> Part[Page[QuoteSummary]]:
	"""Return the customer's latest quotes, of those that this person may see."""
	query = QuoteQuery(customer_id=[customer_id], limit=most)
	return load_part(lambda: ask(quotes_api.list_quotes, query=query))


def read_sales(customer_id: int) -> dict[str, Any]:
	"""Return the customer's latest sales and quotes, and how many sales: each as it can be had."""
	mine = SaleFilters(customer_id=[customer_id])
	return {
		"sales": load_sales(customer_id, LATEST_SALES),
		"counts": load_part(lambda: ask(sales_api.find_sale_facets, query=mine)),
		"quotes": load_quotes(customer_id, LATEST_SALES),
	}


def read_equipment(customer_id: int) -> dict[str, Any]:
	"""Return the customer's machines, and the latest orders of them and of parts."""
	query = EquipmentQuery(customer_id=[customer_id], limit=MOST_MACHINES)
	return {
		"machines": load_part(lambda: ask(equipment_api.list_equipment, query=query)),
		"orders": load_orders(MOST_ORDERS, customer_id=[customer_id]),
		"part_orders": load_part_orders(MOST_ORDERS, customer_id=[customer_id]),
	}


@blueprint.post("/no-contactar")
@grant(Permission.CUSTOMERS_WRITE)
def stop_contact(customer_id: int) -> ResponseReturnValue:
	"""Withdraw a permission at once: the other services follow within seconds."""
	consent = STOPS.get(request.form.get("canal", ""))
	if consent is None:
		return return_to(customer_id)
	with notify_refusals():
		# A withdrawal is of the permission as it stands now, whatever the page had shown.
		version = ask(registration_api.show_customer, customer_id=customer_id).version
		patch = CustomerPatch.model_validate({"version": version, consent: False})
		ask(registration_api.change_customer, customer_id=customer_id, body=patch)
		field = str(name_data(consent)).lower()
		notify(_("Se retiró el %(what)s. Vale desde ahora en todos los servicios.", what=field))
	return return_to(customer_id)


@blueprint.post("/identificacion")
@grant(Permission.CUSTOMERS_READ, Permission.CUSTOMERS_READ_OWN)
def reveal_identity(customer_id: int) -> ResponseReturnValue:
	"""Show the whole identification, once, to somebody who asked for it; it is written down."""
	shown = ask(people_api.reveal_identity, customer_id=customer_id)
	if not is_fragment():
		notify(_("Identificación: %(number)s", number=shown.id_number), "info")
		return return_to(customer_id)
	return render_template("profile/_identity.html", number=shown.id_number)


@blueprint.post("/restaurar")
@grant(Permission.CUSTOMERS_WRITE)
def restore(customer_id: int) -> ResponseReturnValue:
	"""Bring an archived customer back."""
	with notify_refusals():
		ask(registration_api.restore_customer, customer_id=customer_id)
		notify(_("El cliente volvió a las listas."))
	return return_to(customer_id)


def return_to(customer_id: int) -> ResponseReturnValue:
	"""Lead back to the person's page."""
	return redirect(url_for("customers.show", customer_id=customer_id), 303)
