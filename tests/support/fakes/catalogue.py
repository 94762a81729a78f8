"""Plays the catalogue: four items, their prices and stock, what is offered."""

from collections import Counter
from datetime import date
from typing import Any

from flask import Blueprint, Response, request

from chasqui.contracts.customers.catalogue import (
	Item,
	ItemFacets,
	ItemFacetValue,
	ItemFields,
	ItemPatch,
	ItemState,
	ItemType,
	ItemTypeFields,
	ItemTypePatch,
	Price,
	PriceFields,
	StateMove,
	StockMove,
	StockMoveFields,
)
from chasqui.contracts.customers.offers import Offer
from chasqui.contracts.wire import Page
from chasqui.kernel.data.versions import check_unchanged, check_version, write_version
from chasqui.kernel.errors import Conflict, FieldError, Invalid, NotFound
from chasqui.kernel.texts.text import say
from tests.support.fakes.item_moves import play_moves
from tests.support.fakes.world import NOW, World

TODAY = date(2026, 11, 20)
FIBRE = {
	"name": "Internet por fibra", "nature": "service", "attributes": [
		{"key": "velocidad", "label": "Velocidad", "kind": "number", "unit": "Mbps",
			"is_required": True},
		{"key": "instalacion", "label": "Instalación incluida", "kind": "boolean"},
	],
}  # fmt: skip
SHEET = {
	"pitch": "Toda la casa conectada, sin cortes.",
	"conditions": "Permanencia de 12 meses.\nNo incluye televisión.",
	"objections": [{"objection": "Es muy caro", "answer": "Incluye la instalación y el equipo."}],
}


class Shop:
	"""What the fake remembers."""

	def __init__(self) -> None:
		equipment = {"name": "Equipo", "nature": "product"}
		self.types = {
			number: ItemType.model_validate({**fields, "id": number})
			for number, fields in enumerate((FIBRE, equipment), 1)
		}
		self.items: dict[int, Item] = {}
		self.prices: dict[int, list[Price]] = {}
		self.moves: dict[int, list[StockMove]] = {}
		self.add("Fibra Hogar 300", 1, ItemState.ON_SALE, "25.00", customers=4)
		self.add("Fibra Hogar 100", 1, ItemState.RETIRED, "18.50")
		self.add("Router Ñandú", 2, ItemState.ON_SALE, "59.90", brand="Ñandú", stock=7)
		self.add("Plan por escribir", 1, ItemState.DRAFT, None)

	def add(
		self, name: str, type_id: int, state: ItemState, price: str | None, **more: Any
	) -> Item:
		number, kind = len(self.items) + 1, self.types[type_id]
		fields = {
			"type_id": type_id, "name": name, "reference": f"REF-{number}",
			"attributes": {"velocidad": "300", "instalacion": True} if type_id == 1 else {},
			"sheet": SHEET, "id": number, "type_name": kind.name, "nature": kind.nature,
			"state": state, "price": price, "created_by": "Gestión", "updated_at": NOW,
		}  # fmt: skip
		item = Item.model_validate({**fields, **more})
		self.keep(item)
		first = {"amount": price, "valid_from": TODAY, "set_by": "Gestión", "set_at": NOW}
		self.prices[number] = [Price.model_validate({**first, "id": 1})] if price else []
		self.moves[number] = []
		return item

	def keep(self, item: Item) -> Item:
		item.version = write_version(item, ItemPatch)
		self.items[item.id] = item
		return item

	def find(self) -> list[Item]:
		"""Return the items that the request's filters leave."""
		word, args = request.args.get("q", "").lower(), request.args
		return [
			one
			for one in self.items.values()
			if word in one.name.lower()
			and (not (ids := args.getlist("ids")) or str(one.id) in ids)
			and (not (kinds := args.getlist("type_id")) or str(one.type_id) in kinds)
			and (not (states := args.getlist("state")) or one.state in states)
		]


def build_blueprint(world: World) -> Blueprint:
	blueprint = Blueprint("catalogue", __name__)
	shop = Shop()
	world.shop = shop
	play_types(blueprint, shop)
	play_items(blueprint, shop)
	play_moves(blueprint, shop)
	play_ledgers(blueprint, shop)
	play_offers(blueprint, shop)
	return blueprint


def play_types(blueprint: Blueprint, shop: Shop) -> None:
	@blueprint.get("/v1/item-types")
	def list_types() -> Page[ItemType]:
		return Page[ItemType](items=list(map(show, shop.types)))

	@blueprint.post("/v1/item-types")
	def add_type() -> tuple[ItemType, int]:
		fields = ItemTypeFields.model_validate_json(request.get_data())
		if any(one.name == fields.name for one in shop.types.values()):
			taken = FieldError("name", say("Ya hay un tipo con ese nombre."), "name_taken")
			raise Conflict(say("Ya hay un tipo con ese nombre."), fields=[taken])
		number = len(shop.types) + 1
		shop.types[number] = ItemType.model_validate({**fields.model_dump(), "id": number})
		return show(number), 201

	@blueprint.get("/v1/item-types/<int:number>")
	def show_type(number: int) -> ItemType:
		return show(number)

	@blueprint.patch("/v1/item-types/<int:number>")
	def change_type(number: int) -> ItemType:
		patch = ItemTypePatch.model_validate_json(request.get_data())
		check_version(show(number), patch)
		given = {name: getattr(patch, name) for name in patch.model_fields_set - {"version"}}
		kept = {name: value for name, value in given.items() if value is not None}
		shop.types[number] = shop.types[number].model_copy(update=kept)
		return show(number)

	def show(number: int) -> ItemType:
		counts = Counter(one.type_id for one in shop.items.values())
		kind = shop.types[number].model_copy(update={"items": counts[number]})
		kind.version = write_version(kind, ItemTypePatch)
		return kind


def play_items(blueprint: Blueprint, shop: Shop) -> None:  # noqa: C901 - one view after another
	@blueprint.get("/v1/items")
	def list_items() -> Page[Item]:
		return Page[Item](items=shop.find())

	@blueprint.get("/v1/items/facets")
	def find_facets() -> ItemFacets:
		found = shop.find()
		return ItemFacets(
			total=len(found),
			type_id=count([(str(one.type_id), one.type_name) for one in found]),
			state=count([(one.state.value, one.state.value) for one in found]),
			brand=count([(one.brand, one.brand) for one in found if one.brand]),
			band=count([("25-50", "25-50") for one in found if one.price == 25]),
		)

	@blueprint.get("/v1/items/export")
	def export_items() -> Response:
		return Response("\n".join(one.name for one in shop.find()), mimetype="text/csv")

	@blueprint.post("/v1/items")
	def add_item() -> tuple[Item, int]:
		fields = ItemFields.model_validate_json(request.get_data())
		if any(one.reference == fields.reference for one in shop.items.values()):
			message = say("Otro producto o servicio ya lleva esa referencia.")
			raise Conflict(message, fields=[FieldError("reference", message, "reference_taken")])
		given = dict(fields)
		name, type_id = given.pop("name"), given.pop("type_id")
		return shop.add(name, type_id, ItemState.DRAFT, None, **given), 201

	@blueprint.get("/v1/items/<int:number>")
	def show_item(number: int) -> Item:
		return shop.items[number]

	@blueprint.patch("/v1/items/<int:number>")
	def change_item(number: int) -> Item:
		patch = ItemPatch.model_validate_json(request.get_data())
		check_version(shop.items[number], patch)
		given = {name: getattr(patch, name) for name in patch.model_fields_set - {"version"}}
		return shop.keep(shop.items[number].model_copy(update=given))

	@blueprint.delete("/v1/items/<int:number>")
	def delete_item(number: int) -> Response:
		if shop.items[number].state is not ItemState.DRAFT:
			raise Conflict(
				say("Solo se borra un borrador; lo demás se retira."), code="not_a_draft"
			)
		shop.items.pop(number)
		return Response(status=204)

	@blueprint.post("/v1/items/<int:number>/state")
	def move_item(number: int) -> Item:
		move, item = StateMove.model_validate_json(request.get_data()), shop.items[number]
		check_unchanged(item, move.version)
		if move.state is ItemState.ON_SALE and item.price is None:
			raise Invalid(say("Póngale primero un precio que valga hoy."), code="no_price")
		if move.state is ItemState.RETIRED and item.customers and not move.confirm_in_use:
			raise Conflict(say("Lo tienen 4 clientes."), code="in_use")
		return shop.keep(item.model_copy(update={"state": move.state}))


def play_ledgers(blueprint: Blueprint, shop: Shop) -> None:
	@blueprint.get("/v1/items/<int:number>/prices")
	def list_prices(number: int) -> Page[Price]:
		return Page[Price](items=shop.prices[number])

	@blueprint.post("/v1/items/<int:number>/prices")
	def set_price(number: int) -> tuple[Price, int]:
		fields = PriceFields.model_validate_json(request.get_data())
		if any(one.valid_from == fields.valid_from for one in shop.prices[number]):
			message = say("Ese precio se cruza con otro ya puesto desde el 20/11/2026.")
			raise Conflict(message, fields=[FieldError("valid_from", message, "price_overlap")])
		price = Price(**dict(fields), id=9, set_by="Gestión", set_at=NOW)
		shop.prices[number].insert(0, price)
		shop.keep(shop.items[number].model_copy(update={"price": fields.amount}))
		return price, 201

	@blueprint.delete("/v1/items/<int:number>/prices/<int:price_id>")
	def cancel_price(number: int, price_id: int) -> Response:
		shop.prices[number] = [one for one in shop.prices[number] if one.id != price_id]
		return Response(status=204)

	@blueprint.get("/v1/items/<int:number>/stock")
	def list_moves(number: int) -> Page[StockMove]:
		return Page[StockMove](items=shop.moves[number])

	@blueprint.post("/v1/items/<int:number>/stock")
	def move_stock(number: int) -> tuple[StockMove, int]:
		fields, item = StockMoveFields.model_validate_json(request.get_data()), shop.items[number]
		left = (item.stock or 0) + fields.quantity
		if left < 0:
			short = FieldError("quantity", say("Solo hay {stock}.", stock=item.stock), "not_enough")
			raise Conflict(say("Solo hay {stock}.", stock=item.stock), fields=[short])
		move = StockMove(**dict(fields), id=1, balance=left, moved_by="Gestión", moved_at=NOW)
		shop.moves[number].insert(0, move)
		shop.keep(item.model_copy(update={"stock": left}))
		return move, 201


def play_offers(blueprint: Blueprint, shop: Shop) -> None:
	@blueprint.get("/v1/offers")
	def list_offers() -> Page[Offer]:
		return Page[Offer](items=[offer(one) for one in shop.find() if is_on_sale(one)])

	@blueprint.get("/v1/offers/<int:number>")
	def show_offer(number: int) -> Offer:
		if not is_on_sale(shop.items[number]):
			raise NotFound(say("Eso no está en venta hoy."), code="not_on_sale")
		return offer(shop.items[number])

	def is_on_sale(item: Item) -> bool:
		return item.state is ItemState.ON_SALE

	def offer(item: Item) -> Offer:
		shared = {name: getattr(item, name) for name in Offer.model_fields if name != "declared"}
		return Offer.model_validate({**shared, "declared": shop.types[item.type_id].attributes})


def count(pairs: list[tuple[str, str]]) -> list[ItemFacetValue]:
	"""Return how often each (value, text) comes."""
	return [
		ItemFacetValue(value=value, text=text, items=times)
		for (value, text), times in Counter(pairs).most_common()
	]
