"""Plays the pictures of the catalogue."""

from flask import Blueprint, Response, request

from chasqui.contracts.customers.pictures import (
	Picture,
	PictureFields,
	PictureOrder,
	PicturePatch,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.data.versions import check_version, write_version
from chasqui.kernel.errors import Conflict, Invalid
from chasqui.kernel.texts.text import say
from tests.support.fakes.catalogue import Shop
from tests.support.fakes.world import World
from tests.support.pictures import paint

PATH = "/v1/items/<int:number>/pictures"


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	"""Play what the fake catalogue's shop keeps: its first item begins with two pictures."""
	blueprint, shop = Blueprint("pictures", __name__), world.shop
	for alt in ("Equipo de frente", "Equipo de lado"):
		add_picture(shop, 1, alt)

	@blueprint.post(PATH)
	def add(number: int) -> tuple[Picture, int]:
		if not request.get_data().startswith((b"\x89PNG", b"\xff\xd8")):
			raise Invalid(
				say("El archivo no es una imagen JPEG, PNG o WebP."), code="not_a_picture"
			)
		fields = PictureFields.model_validate(request.args.to_dict())
		return add_picture(shop, number, fields.alt), 201

	@blueprint.post(f"{PATH}/order")
	def order(number: int) -> Page[Picture]:
		asked = PictureOrder.model_validate_json(request.get_data())
		there = {one.id: one for one in shop.items[number].pictures}
		if asked.before != [*there] or sorted(asked.ids) != sorted(there):
			raise Conflict(say("Otra persona cambió las imágenes."), code="stale")
		shop.items[number].pictures = [there[one] for one in asked.ids]
		return Page[Picture](items=shop.items[number].pictures)

	@blueprint.get(f"{PATH}/<int:picture_id>")
	def show(number: int, picture_id: int) -> Response:
		find(shop, number, picture_id)
		return Response(paint("JPEG"), mimetype="image/jpeg")

	@blueprint.patch(f"{PATH}/<int:picture_id>")
	def change(number: int, picture_id: int) -> Picture:
		patch = PicturePatch.model_validate_json(request.get_data())
		picture = find(shop, number, picture_id)
		check_version(picture, patch)
		picture.alt = patch.alt
		picture.version = write_version(picture, PicturePatch)
		return picture

	@blueprint.delete(f"{PATH}/<int:picture_id>")
	def delete(number: int, picture_id: int) -> Response:
		shop.items[number].pictures.remove(find(shop, number, picture_id))
		return Response(status=204)

	return blueprint


def find(shop: Shop, number: int, picture_id: int) -> Picture:
	"""Return a picture; a missing one is a KeyError, which the fakes answer with 404."""
	return {one.id: one for one in shop.items[number].pictures}[picture_id]


def add_picture(shop: Shop, number: int, alt: str) -> Picture:
	"""Put a picture after the others of an item."""
	item = shop.items[number]
	used = [one.id for other in shop.items.values() for one in other.pictures]
	picture = Picture(id=max(used, default=0) + 1, alt=alt, width=64, height=48)
	picture.version = write_version(picture, PicturePatch)
	item.pictures = [*item.pictures, picture]
	return picture
