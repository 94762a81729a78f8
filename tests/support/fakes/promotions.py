"""Plays the promotions: one that holds, one that is a draft, one that has ended."""

from collections import Counter
from typing import Any

from flask import Blueprint, Response, request

from chasqui.contracts.customers.promotions import (
	HeldPromotion,
	Promotion,
	PromotionFacets,
	PromotionFacetValue,
	PromotionFields,
	PromotionMove,
	PromotionPatch,
	PromotionPhase,
	PromotionRevision,
	PromotionState,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.data.versions import check_unchanged, check_version, write_version
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say
from tests.support.fakes.catalogue import TODAY
from tests.support.fakes.world import NOW, World

PATH = "/v1/promotions"
PHASES = {
	PromotionState.DRAFT: PromotionPhase.DRAFT,
	PromotionState.PUBLISHED: PromotionPhase.CURRENT,
	PromotionState.ENDED: PromotionPhase.ENDED,
}


class Fair:
	"""What the fake remembers."""

	def __init__(self) -> None:
		self.promotions: dict[int, Promotion] = {}
		self.add("Verano", PromotionState.PUBLISHED, overlaps=["Navidad"])
		self.add("Por escribir", PromotionState.DRAFT, kind="amount", value="3")
		self.add("Navidad", PromotionState.ENDED, kind="text", value=None, text="Un mes gratis")

	def add(self, name: str, state: PromotionState, **more: Any) -> Promotion:
		fields = {
			"name": name, "kind": "percent", "value": "20", "valid_from": TODAY,
			"item_ids": [1], "id": len(self.promotions) + 1, "state": state, "phase": "draft",
			"revision": 0, "targets": ["Fibra Hogar 300"], "created_by": "Gestión",
		}  # fmt: skip
		return self.keep(Promotion.model_validate({**fields, **more}))

	def keep(self, promotion: Promotion) -> Promotion:
		promotion.phase = PHASES[promotion.state]
		promotion.revision += 1
		promotion.version = write_version(promotion, PromotionPatch)
		self.promotions[promotion.id] = promotion
		return promotion

	def find(self) -> list[Promotion]:
		"""Return the promotions that the request's filters leave."""
		phases, word = request.args.getlist("phase"), request.args.get("q", "").lower()
		return [
			one
			for one in self.promotions.values()
			if word in one.name.lower() and (not phases or one.phase in phases)
		]


def build_blueprint(world: World) -> Blueprint:
	blueprint, fair = Blueprint("promotions", __name__), Fair()
	world.fair = fair
	held = HeldPromotion.model_validate(
		{"id": 1, "name": "Verano", "kind": "percent", "valid_until": TODAY, "price": "20.00"}
	)
	item = world.shop.items[1]
	item.promotions, item.promoted_price = [held], held.price
	play_reading(blueprint, fair)
	play_keeping(blueprint, fair)
	return blueprint


def play_reading(blueprint: Blueprint, fair: Fair) -> None:
	@blueprint.get(PATH)
	def list_promotions() -> Page[Promotion]:
		return Page[Promotion](items=fair.find())

	@blueprint.get(f"{PATH}/facets")
	def find_facets() -> PromotionFacets:
		found = fair.find()
		return PromotionFacets(
			total=len(found),
			phase=count([one.phase for one in fair.promotions.values()]),
			kind=count([one.kind for one in found]),
		)

	@blueprint.get(f"{PATH}/export")
	def export() -> Response:
		return Response("\n".join(one.name for one in fair.find()), mimetype="text/csv")

	@blueprint.get(f"{PATH}/<int:number>")
	def show(number: int) -> Promotion:
		return fair.promotions[number]

	@blueprint.get(f"{PATH}/<int:number>/history")
	def list_revisions(number: int) -> Page[PromotionRevision]:
		told = {**dict(fair.promotions[number]), "number": 1, "set_by": "Gestión", "set_at": NOW}
		fields = {name: told[name] for name in PromotionRevision.model_fields}
		return Page[PromotionRevision](items=[PromotionRevision.model_validate(fields)])


def play_keeping(blueprint: Blueprint, fair: Fair) -> None:
	@blueprint.post(PATH)
	def add() -> tuple[Promotion, int]:
		fields = PromotionFields.model_validate_json(request.get_data())
		if fields.value == 999:
			message = say("El descuento pasa del precio de «Fibra Hogar 300» (25.00 dólares).")
			raise Invalid(message, fields=[FieldError("value", message, "over_price")])
		given = dict(fields)
		return fair.add(given.pop("name"), PromotionState.DRAFT, **given), 201

	@blueprint.patch(f"{PATH}/<int:number>")
	def change(number: int) -> Promotion:
		patch = PromotionPatch.model_validate_json(request.get_data())
		check_version(fair.promotions[number], patch)
		given = {name: getattr(patch, name) for name in patch.model_fields_set - {"version"}}
		return fair.keep(fair.promotions[number].model_copy(update=given))

	@blueprint.post(f"{PATH}/<int:number>/state")
	def move(number: int) -> Promotion:
		body = PromotionMove.model_validate_json(request.get_data())
		check_unchanged(fair.promotions[number], body.version)
		return fair.keep(fair.promotions[number].model_copy(update={"state": body.state}))

	@blueprint.delete(f"{PATH}/<int:number>")
	def delete(number: int) -> Response:
		if fair.promotions[number].state is not PromotionState.DRAFT:
			raise Conflict(
				say("Solo se borra un borrador; lo demás se termina."), code="not_a_draft"
			)
		fair.promotions.pop(number)
		return Response(status=204)


def count(codes: list[Any]) -> list[PromotionFacetValue]:
	"""Return how often each code comes."""
	return [
		PromotionFacetValue(value=code.value, promotions=times)
		for code, times in Counter(codes).most_common()
	]
