"""What an advisor offers: everything on sale today, each with its sales sheet to read and print."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.offers import OfferQuery
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.kernel.security.access import grant
from portal.catalogue.lists.items import OFFERS
from portal.shell.pages.addresses import read_query
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part
from portal.siblings import ask

MOST_AT_THE_DESK = 100

blueprint = Blueprint("offers", __name__, url_prefix="/ofertas")
ENTRY = Entry(Group.SALES, 3, lazy_gettext("Qué ofrecer"), "message-circle", "offers.show_list")


@blueprint.get("/")
@grant(Permission.CATALOGUE_OFFER)
def show_list() -> ResponseReturnValue:
	"""Show what is on sale today."""
	query = read_query(OfferQuery)
	return OFFERS.render(query, lambda asked: ask(catalogue_api.list_offers, query=asked))


@blueprint.get("/<int:item_id>")
@grant(Permission.CATALOGUE_OFFER)
def show(item_id: int) -> ResponseReturnValue:
	"""Show the sales sheet of one item."""
	offer = ask(catalogue_api.show_offer, item_id=item_id)
	return render_template("catalogue/offer.html", offer=offer)


@blueprint.get("/mesa")
@grant(Permission.CATALOGUE_OFFER)
def show_at_desk() -> ResponseReturnValue:
	"""Show all sales sheets, collapsed, beside a call that goes on."""
	query = OfferQuery(limit=MOST_AT_THE_DESK)
	offers = load_part(lambda: ask(catalogue_api.list_offers, query=query))
	return render_template("catalogue/desk.html", offers=offers)
