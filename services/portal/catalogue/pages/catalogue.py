"""The catalogue: the list, one item with its prices and stock, what becomes of it."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.catalogue import (
	ItemExportQuery,
	ItemFilters,
	ItemQuery,
	ItemState,
	LedgerQuery,
	PriceFields,
	StateMove,
	StockMoveFields,
)
from chasqui.contracts.customers.list_values import TableFormat
from chasqui.contracts.customers.pictures import MOST_PICTURES, PictureFields, PicturePatch
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.kernel.errors import Conflict, Invalid, NotFound
from chasqui.kernel.security.access import grant
from portal.catalogue.forms.items import build_price_card, build_stock_card
from portal.catalogue.lists.items import ITEMS, build_facets
from portal.catalogue.lists.ledgers import ALL_MOVES, ALL_PRICES, MOVES, build_prices
from portal.session.staff import read_person
from portal.shell.forms.form import NO_VERSION, Form
from portal.shell.labels.formats import format_number
from portal.shell.pages.addresses import list_pairs_but_page, narrow, read_query
from portal.shell.pages.downloads import pass_on
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part, notify, notify_refusals
from portal.shell.pages.questions import Question
from portal.siblings import ask, ask_once, open_stream

PAGE_ROWS = 25
LATEST = LedgerQuery(limit=10)
IN_USE = "in_use"

blueprint = Blueprint("catalogue", __name__, url_prefix="/catalogo")
ENTRY = Entry(
	Group.SALES,
	2,
	lazy_gettext("Catálogo"),
	"tag",
	"catalogue.show_list",
	besides=("item_actions", "item_forms", "item_types", "catalogue_report", "pictures"),
)


@blueprint.get("/")
@grant(Permission.CATALOGUE_READ)
def show_list() -> ResponseReturnValue:
	"""Show items, searched, narrowed and sorted; every filter lives in the address."""
	query = read_query(ItemQuery, limit=PAGE_ROWS)
	filters = narrow(ItemFilters, query)
	facets = load_part(lambda: ask(catalogue_api.find_facets, query=filters)).value
	return ITEMS.render(
		query,
		lambda asked: ask(catalogue_api.list_items, query=asked),
		facets=build_facets(facets, list_pairs_but_page()),
	)


@blueprint.get("/exportar.<any(csv, xlsx):form>")
@grant(Permission.CATALOGUE_READ)
def export(form: str) -> ResponseReturnValue:
	"""Pass the items that match on as a file."""
	query = read_query(ItemExportQuery, format=TableFormat(form))
	stream = open_stream(catalogue_api.export_items, query=query)
	return pass_on(stream, f"catalogo.{form}")


@blueprint.get("/<int:item_id>")
@grant(Permission.CATALOGUE_READ)
def show(item_id: int) -> ResponseReturnValue:
	"""Show one item."""
	return render_item(item_id)


@blueprint.get("/<int:item_id>/precios")
@grant(Permission.CATALOGUE_READ)
def show_prices(item_id: int) -> ResponseReturnValue:
	"""Show all prices of an item, page by page."""
	query = read_query(LedgerQuery)
	return ALL_PRICES.render(
		query, lambda asked: ask(catalogue_api.list_prices, item_id=item_id, query=asked)
	)


@blueprint.get("/<int:item_id>/existencias")
@grant(Permission.CATALOGUE_READ)
def show_moves(item_id: int) -> ResponseReturnValue:
	"""Show all movements of an item's stock, page by page."""
	query = read_query(LedgerQuery)
	return ALL_MOVES.render(
		query, lambda asked: ask(catalogue_api.list_moves, item_id=item_id, query=asked)
	)


@blueprint.post("/<int:item_id>/precios")
@grant(Permission.CATALOGUE_WRITE)
def set_price(item_id: int) -> ResponseReturnValue:
	"""Set a price from a day on."""
	form = Form.read(PriceFields, request.form)
	made = form.save(lambda fields: ask(catalogue_api.set_price, item_id=item_id, body=fields))
	if made is None:
		return render_item(item_id, price=form), 422
	notify(_("El precio quedó puesto."))
	return redirect(url_for("catalogue.show", item_id=item_id), 303)


@blueprint.post("/<int:item_id>/existencias")
@grant(Permission.CATALOGUE_WRITE)
def move_stock(item_id: int) -> ResponseReturnValue:
	"""Write a movement of stock; a second click moves nothing more."""
	form = Form.read(StockMoveFields, request.form)
	moved = form.save(
		lambda body: ask_once(form.nonce, catalogue_api.move_stock, item_id=item_id, body=body)
	)
	if moved is None:
		return render_item(item_id, stock=form), 422
	notify(_("El movimiento quedó escrito. Quedan %(count)s.", count=format_number(moved.balance)))
	return redirect(url_for("catalogue.show", item_id=item_id), 303)


@blueprint.post("/<int:item_id>/precios/<int:price_id>/quitar")
@grant(Permission.CATALOGUE_WRITE)
def cancel_price(item_id: int, price_id: int) -> ResponseReturnValue:
	"""Take a planned price back; it can be put again."""
	with notify_refusals():
		ask(catalogue_api.cancel_price, item_id=item_id, price_id=price_id)
		notify(_("El precio planeado quedó quitado; el anterior sigue en su lugar."))
	return redirect(url_for("catalogue.show", item_id=item_id), 303)


@blueprint.get("/<int:item_id>/retirar")
@grant(Permission.CATALOGUE_WRITE)
def ask_retire(item_id: int) -> ResponseReturnValue:
	"""Ask whether to take an item off sale, with how many customers have it."""
	item = ask(catalogue_api.show_item, item_id=item_id)
	having = ngettext(
		"%(count)s cliente lo tiene, y lo seguirá teniendo.",
		"%(count)s clientes lo tienen, y lo seguirán teniendo.",
		item.customers,
		count=format_number(item.customers),
	)
	return Question(
		title=_("Retirar «%(name)s»", name=item.name),
		texts=[
			_(
				"Ya no se ofrecerá. Sus precios, sus existencias y su historia se conservan, y "
				"puede volver a la venta."
			),
			having if item.customers else "",
		],
		action=url_for("catalogue.move", item_id=item_id),
		fields={"state": ItemState.RETIRED, "confirm_in_use": "on", "version": item.version},
		yes=_("Retirar"),
		no=_("Dejarlo en venta"),
		back=url_for("catalogue.show", item_id=item_id),
	).render()


@blueprint.get("/<int:item_id>/borrar")
@grant(Permission.CATALOGUE_WRITE)
def ask_delete(item_id: int) -> ResponseReturnValue:
	"""Ask whether to delete a draft."""
	item = ask(catalogue_api.show_item, item_id=item_id)
	return Question(
		title=_("Borrar «%(name)s»", name=item.name),
		texts=[_("El borrador se borra con sus precios. No se puede deshacer.")],
		action=url_for("catalogue.delete", item_id=item_id),
		yes=_("Borrar"),
		no=_("Volver"),
		back=url_for("catalogue.show", item_id=item_id),
	).render()


@blueprint.post("/<int:item_id>/estado")
@grant(Permission.CATALOGUE_WRITE)
def move(item_id: int) -> ResponseReturnValue:
	"""Put an item on sale, or retire it."""
	state = next((one for one in ItemState if one == request.form.get("state")), None)
	try:
		if state is None:
			raise Invalid(_("Ese estado no existe."))
		body = StateMove(
			state=state,
			version=request.form.get("version") or NO_VERSION,
			confirm_in_use="confirm_in_use" in request.form,
		)
		ask(catalogue_api.move_item, item_id=item_id, body=body)
	except (Conflict, Invalid) as error:
		notify(error.detail, "warn")
		if error.code == IN_USE:
			return redirect(url_for("catalogue.ask_retire", item_id=item_id), 303)
	else:
		is_sold = state is ItemState.ON_SALE
		notify(_("Está en venta desde ahora.") if is_sold else _("Quedó retirado de la venta."))
	return redirect(url_for("catalogue.show", item_id=item_id), 303)


@blueprint.post("/<int:item_id>/borrar")
@grant(Permission.CATALOGUE_WRITE)
def delete(item_id: int) -> ResponseReturnValue:
	"""Delete a draft."""
	try:
		ask(catalogue_api.delete_item, item_id=item_id)
	except Conflict as error:
		notify(error.detail, "bad")
		return redirect(url_for("catalogue.show", item_id=item_id), 303)
	except NotFound:
		pass  # somebody else was quicker; it is gone all the same
	notify(_("El borrador quedó borrado."))
	return redirect(url_for("catalogue.show_list"), 303)


def render_item(
	item_id: int,
	*,
	price: Form[PriceFields] | None = None,
	stock: Form[StockMoveFields] | None = None,
	picture: Form[PictureFields] | None = None,
	described: Mapping[int, Form[PicturePatch]] = MappingProxyType({}),
) -> str:
	"""Return the page of an item; a part that fails says so and the rest works on."""
	item = ask(catalogue_api.show_item, item_id=item_id)
	may_change = read_person().may(Permission.CATALOGUE_WRITE)
	return render_template(
		"catalogue/show.html",
		item=item,
		kind=ask(catalogue_api.show_type, type_id=item.type_id),
		prices=load_part(lambda: ask(catalogue_api.list_prices, item_id=item_id, query=LATEST)),
		moves=load_part(lambda: ask(catalogue_api.list_moves, item_id=item_id, query=LATEST)),
		price_table=build_prices(item_id, may_change=may_change),
		move_table=MOVES,
		price=build_price_card(item_id, price or Form(PriceFields)),
		stock=build_stock_card(item_id, stock or Form(StockMoveFields)),
		picture=picture or Form(PictureFields),
		described=described,
		most_pictures=MOST_PICTURES,
	)
