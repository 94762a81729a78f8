"""Pictures of items, and the bytes that they share."""

from collections.abc import Collection, Sequence

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chasqui.contracts.customers.pictures import PictureSize
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from customers.catalogue.domain.picture_files import CleanPicture
from customers.catalogue.models.item_picture import ItemPictureRow, PictureFileRow

NO_PICTURE = say("No existe esa imagen.")


Shown = tuple[ItemPictureRow, PictureFileRow]


class PictureRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_shown(self, item_ids: Collection[int]) -> dict[int, list[Shown]]:
		"""Return the pictures of some items in their order, without the bytes."""
		query = (
			select(ItemPictureRow, PictureFileRow)
			.join(PictureFileRow, PictureFileRow.digest == ItemPictureRow.digest)
			.where(ItemPictureRow.item_id.in_(item_ids))
			.order_by(ItemPictureRow.item_id, ItemPictureRow.place, ItemPictureRow.id)
		)
		found: dict[int, list[Shown]] = {}
		for picture, file in self._session.execute(query):
			found.setdefault(picture.item_id, []).append((picture, file))
		return found

	def get(self, item_id: int, picture_id: int) -> ItemPictureRow:
		""":raises NotFound: the item has no such picture"""
		row = self._session.get(ItemPictureRow, picture_id)
		if row is None or row.item_id != item_id:
			raise NotFound(NO_PICTURE, code="no_picture")
		return row

	def read_bytes(self, row: ItemPictureRow, size: PictureSize) -> bytes:
		"""Return the JPEG of a picture in one of its sizes."""
		of_size = {
			PictureSize.FULL: PictureFileRow.data,
			PictureSize.THUMBNAIL: PictureFileRow.thumbnail,
		}
		query = select(of_size[size]).where(PictureFileRow.digest == row.digest)
		return self._session.scalars(query).one()

	def keep(self, file: CleanPicture) -> None:
		"""Keep the bytes once; who drops the same ones meanwhile waits for us, or we for them."""
		values = {name: getattr(file, name) for name in ("digest", *file.__dataclass_fields__)}
		fresh = insert(PictureFileRow).values(values)
		same = {"digest": fresh.excluded.digest}
		self._session.execute(fresh.on_conflict_do_update(index_elements=["digest"], set_=same))

	def add(self, row: ItemPictureRow) -> None:
		self._session.add(row)
		self._session.flush()

	def remove(self, rows: Sequence[ItemPictureRow]) -> None:
		"""Remove pictures of an item, and the bytes that no item shows any more."""
		for row in rows:
			self._session.delete(row)
		self._session.flush()
		for digest in sorted({row.digest for row in rows}):
			self._drop_unused(digest)

	def _drop_unused(self, digest: str) -> None:
		"""Lock first: whoever adds the same picture has, or waits for, the same lock."""
		locked = select(PictureFileRow).where(PictureFileRow.digest == digest).with_for_update()
		file = self._session.scalar(locked)
		used = select(exists().where(ItemPictureRow.digest == digest))
		if file is not None and not self._session.scalar(used):
			self._session.delete(file)
			self._session.flush()
