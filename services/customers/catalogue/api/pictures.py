"""Pictures of what the company sells."""

from collections.abc import Iterable

from chasqui.contracts.customers.pictures import (
	PICTURE_MEDIA_TYPE,
	Picture,
	PictureFields,
	PictureOrder,
	PicturePatch,
	PictureQuery,
)
from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.customers import pictures as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.catalogue.api.drafts import list_seen_states
from customers.catalogue.use_cases.pictures import PictureService
from customers.catalogue.wiring import CatalogueParts


def build_blueprint(wiring: CatalogueParts) -> Routes:
	routes = Routes("pictures", __name__)

	def make_service() -> PictureService:
		return wiring.make_picture_service(read_session())

	@routes.serve(endpoints.add_picture)
	def add_picture(*, item_id: int, query: PictureFields, file: Iterable[bytes]) -> Picture:
		return make_service().add(item_id, query, file, read_actor())

	@routes.serve(endpoints.order_pictures)
	def order_pictures(*, item_id: int, body: PictureOrder) -> Page[Picture]:
		return make_service().order(item_id, body, read_actor())

	@routes.serve(endpoints.show_picture)
	def show_picture(*, item_id: int, picture_id: int, query: PictureQuery) -> Stream:
		data = make_service().read(item_id, picture_id, query.size, list_seen_states())
		tag = f"{picture_id}-{query.size}"
		return Stream([data], PICTURE_MEDIA_TYPE, unchanging=tag)

	@routes.serve(endpoints.change_picture)
	def change_picture(*, item_id: int, picture_id: int, body: PicturePatch) -> Picture:
		return make_service().change(item_id, picture_id, body, read_actor())

	@routes.serve(endpoints.delete_picture)
	def delete_picture(*, item_id: int, picture_id: int) -> None:
		make_service().delete(item_id, picture_id, read_actor())

	return routes
