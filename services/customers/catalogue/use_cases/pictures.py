"""Keeps the pictures of items: cleaned, described, in order (C7, C13)."""

from collections.abc import Collection, Iterable, Sequence

from chasqui.contracts.customers.catalogue import ItemState
from chasqui.contracts.customers.pictures import (
	MOST_PICTURE_BYTES,
	MOST_PICTURES,
	Picture,
	PictureFields,
	PictureOrder,
	PicturePatch,
	PictureSize,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.data.versions import check_version, write_version
from chasqui.kernel.errors import Conflict, FieldError, Invalid, NotFound, TooLarge
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.catalogue.domain.picture_files import BadPicture, CleanPicture, clean_picture
from customers.catalogue.models.item_picture import ItemPictureRow
from customers.catalogue.repositories.items import ItemRepository
from customers.catalogue.repositories.pictures import NO_PICTURE, PictureRepository, Shown
from customers.catalogue.use_cases.item_auditor import ItemAuditor


class PictureService:
	def __init__(
		self, items: ItemRepository, pictures: PictureRepository, auditor: ItemAuditor
	) -> None:
		self._items = items
		self._pictures = pictures
		self._auditor = auditor

	def add(
		self, item_id: int, fields: PictureFields, file: Iterable[bytes], actor: Actor
	) -> Picture:
		"""Add a picture after the others; one that the item shows already stays as it is.

		:raises NotFound: there is no such item
		:raises TooLarge: the file is longer than `MOST_PICTURE_BYTES`
		:raises Invalid: it is no picture that is kept
		:raises Conflict: the item has as many as it may (`too_many_pictures`)
		"""
		self._items.get(item_id)
		cleaned = read_picture(file)  # before the lock: this may take a second
		self._items.get(item_id, lock=True)
		there = self._list(item_id)
		same = next((one for one in there if one[0].digest == cleaned.digest), None)
		if same is not None:
			return view_picture(same)
		if len(there) >= MOST_PICTURES:
			message = say("Ya tiene {most} imágenes: borre una antes.", most=MOST_PICTURES)
			raise Conflict(message, code="too_many_pictures")
		self._pictures.keep(cleaned)
		row = ItemPictureRow(
			item_id=item_id,
			digest=cleaned.digest,
			place=there[-1][0].place + 1 if there else 0,
			alt=fields.alt,
			added_by=actor.name,
		)
		self._pictures.add(row)
		self._auditor.note(actor, item_id, ["pictures"])
		return self._show(row)

	def change(self, item_id: int, picture_id: int, patch: PicturePatch, actor: Actor) -> Picture:
		""":raises NotFound: there is no such item, or it has no such picture
		:raises Conflict: `stale`
		"""
		self._items.get(item_id, lock=True)
		row = self._pictures.get(item_id, picture_id)
		check_version(self._show(row), patch)
		row.alt = patch.alt
		self._pictures.add(row)
		self._auditor.note(actor, item_id, ["pictures"])
		return self._show(row)

	def order(self, item_id: int, order: PictureOrder, actor: Actor) -> Page[Picture]:
		"""Put the pictures in another order.

		:raises NotFound: there is no such item
		:raises Conflict: `stale`, it has other pictures than those that are given, or another order
		"""
		self._items.get(item_id, lock=True)
		there = {row.id: row for row, _file in self._list(item_id)}
		if order.before != [*there] or sorted(order.ids) != sorted(there):
			message = say("Otra persona cambió las imágenes mientras tanto. Recargue la página.")
			raise Conflict(message, code="stale")
		for place, picture_id in enumerate(order.ids):
			there[picture_id].place = place
			self._pictures.add(there[picture_id])
		self._auditor.note(actor, item_id, ["pictures"])
		return Page[Picture](items=[view_picture(one) for one in self._list(item_id)])

	def delete(self, item_id: int, picture_id: int, actor: Actor) -> None:
		""":raises NotFound: there is no such item, or it has no such picture"""
		self._items.get(item_id, lock=True)
		self._pictures.remove([self._pictures.get(item_id, picture_id)])
		self._auditor.note(actor, item_id, ["pictures"], step="deleted")

	def delete_all(self, item_id: int) -> None:
		"""Remove all pictures of an item that is deleted."""
		self._pictures.remove([row for row, _file in self._list(item_id)])

	def read(
		self, item_id: int, picture_id: int, size: PictureSize, states: Collection[ItemState]
	) -> bytes:
		"""Return the JPEG of a picture of an item that is in one of some states.

		:raises NotFound: there is no such item in such a state, or it has no such picture
		"""
		if self._items.get(item_id).state not in states:
			raise NotFound(NO_PICTURE, code="no_picture")
		return self._pictures.read_bytes(self._pictures.get(item_id, picture_id), size)

	def _list(self, item_id: int) -> Sequence[Shown]:
		return self._pictures.list_shown([item_id]).get(item_id, [])

	def _show(self, row: ItemPictureRow) -> Picture:
		return next(view_picture(one) for one in self._list(row.item_id) if one[0].id == row.id)


def read_picture(file: Iterable[bytes]) -> CleanPicture:
	"""Return an uploaded picture as it is kept; no more of it is read than may come.

	:raises TooLarge: it is longer than `MOST_PICTURE_BYTES`
	:raises Invalid: it is no picture that is kept
	"""
	held = bytearray()
	for piece in file:
		held += piece
		if len(held) > MOST_PICTURE_BYTES:
			most = MOST_PICTURE_BYTES // (1024 * 1024)
			raise TooLarge(say("La imagen pasa de {most} MB.", most=most), code="picture_too_large")
	try:
		return clean_picture(bytes(held))
	except BadPicture as bad:
		fields = [FieldError("file", bad.text, bad.code)]
		raise Invalid(bad.text, code=bad.code, fields=fields) from bad


def view_picture(shown: Shown) -> Picture:
	"""Return a picture as its contract shows it."""
	row, file = shown
	view = Picture(id=row.id, alt=row.alt, width=file.width, height=file.height)
	view.version = write_version(view, PicturePatch)
	return view
