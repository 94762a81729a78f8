"""Promotions."""

from chasqui.contracts.customers.catalogue import LedgerQuery
from chasqui.contracts.customers.promotions import (
	Promotion,
	PromotionExportQuery,
	PromotionFacets,
	PromotionFields,
	PromotionFilters,
	PromotionMove,
	PromotionPatch,
	PromotionQuery,
	PromotionRevision,
)
from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.customers import promotions as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.catalogue.api.drafts import sees_drafts
from customers.catalogue.use_cases.promotion_reader import PromotionReader
from customers.catalogue.use_cases.promotions import PromotionService
from customers.catalogue.wiring import CatalogueParts


def build_blueprint(wiring: CatalogueParts) -> Routes:
	routes = Routes("promotions", __name__)
	serve_reading(routes, wiring)
	serve_files(routes, wiring)
	serve_keeping(routes, wiring)
	return routes


def serve_reading(routes: Routes, wiring: CatalogueParts) -> None:
	"""Add what shows promotions."""

	def make_reader() -> PromotionReader:
		return wiring.make_promotion_reader(read_session(), sees_drafts=sees_drafts())

	@routes.serve(endpoints.list_promotions)
	def list_promotions(*, query: PromotionQuery) -> Page[Promotion]:
		return make_reader().list_page(query)

	@routes.serve(endpoints.find_promotion_facets)
	def find_promotion_facets(*, query: PromotionFilters) -> PromotionFacets:
		return make_reader().find_facets(query)

	@routes.serve(endpoints.show_promotion)
	def show_promotion(*, promotion_id: int) -> Promotion:
		return make_reader().show(promotion_id)

	@routes.serve(endpoints.list_revisions)
	def list_revisions(*, promotion_id: int, query: LedgerQuery) -> Page[PromotionRevision]:
		return make_reader().list_revisions(promotion_id, query)


def serve_files(routes: Routes, wiring: CatalogueParts) -> None:
	"""Add what leaves as a file."""

	@routes.serve(endpoints.export_promotions)
	def export_promotions(*, query: PromotionExportQuery) -> Stream:
		exporter = wiring.make_promotion_exporter(read_session(), sees_drafts=sees_drafts())
		file = exporter.open(query, read_actor())
		return Stream(file.chunks, file.media_type, file.name)


def serve_keeping(routes: Routes, wiring: CatalogueParts) -> None:
	"""Add what changes promotions."""

	def make_service() -> PromotionService:
		return wiring.make_promotion_service(read_session())

	@routes.serve(endpoints.add_promotion)
	def add_promotion(*, body: PromotionFields) -> Promotion:
		return make_service().add(body, read_actor())

	@routes.serve(endpoints.change_promotion)
	def change_promotion(*, promotion_id: int, body: PromotionPatch) -> Promotion:
		return make_service().change(promotion_id, body, read_actor())

	@routes.serve(endpoints.move_promotion)
	def move_promotion(*, promotion_id: int, body: PromotionMove) -> Promotion:
		return make_service().move(promotion_id, body, read_actor())

	@routes.serve(endpoints.delete_promotion)
	def delete_promotion(*, promotion_id: int) -> None:
		make_service().delete(promotion_id, read_actor())
