"""The pictures of what the company sells: uploaded, described, put in order, shown."""

from collections.abc import Iterable

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.pictures import (
	Picture,
	PictureFields,
	PictureOrder,
	PicturePatch,
	PictureQuery,
)
from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.wire import Page

WRITE = Permission.CATALOGUE_WRITE


@API.declare("POST", "/v1/items/{item_id}/pictures", WRITE, status=201)
def add_picture(*, item_id: int, query: PictureFields, file: Iterable[bytes]) -> Picture:
	"""Add a JPEG, PNG or WebP after the others; the same picture again is the one there is."""


@API.declare("POST", "/v1/items/{item_id}/pictures/order", WRITE)
def order_pictures(*, item_id: int, body: PictureOrder) -> Page[Picture]: ...


@API.declare("GET", "/v1/items/{item_id}/pictures/{picture_id}", Permission.CATALOGUE_OFFER)
def show_picture(*, item_id: int, picture_id: int, query: PictureQuery) -> Stream:
	"""Show a picture as JPEG; of what is not on sale to those alone who may see that."""


@API.declare("PATCH", "/v1/items/{item_id}/pictures/{picture_id}", WRITE)
def change_picture(*, item_id: int, picture_id: int, body: PicturePatch) -> Picture: ...


@API.declare("DELETE", "/v1/items/{item_id}/pictures/{picture_id}", WRITE)
def delete_picture(*, item_id: int, picture_id: int) -> None: ...
