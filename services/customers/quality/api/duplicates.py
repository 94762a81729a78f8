"""Duplicates: found, reviewed, merged, and parted again."""

from chasqui.contracts.customers.quality import (
	DuplicatePair,
	DuplicateQuery,
	Merge,
	MergeRequest,
)
from chasqui.contracts.endpoints.customers import quality as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.quality.wiring import QualityParts


def build_blueprint(wiring: QualityParts) -> Routes:
	routes = Routes("duplicates", __name__)

	@routes.serve(endpoints.list_pairs)
	def list_pairs(*, query: DuplicateQuery) -> Page[DuplicatePair]:
		return wiring.make_duplicate_service(read_session()).list_page(query)

	@routes.serve(endpoints.dismiss_pair)
	def dismiss_pair(*, pair_id: int) -> None:
		wiring.make_duplicate_service(read_session()).dismiss(pair_id, read_actor())

	@routes.serve(endpoints.merge_customers)
	def merge_customers(*, body: MergeRequest) -> Merge:
		return wiring.make_merger(read_session()).merge(body, read_actor())

	@routes.serve(endpoints.undo_merge)
	def undo_merge(*, merge_id: int) -> Merge:
		return wiring.make_merger(read_session()).undo(merge_id, read_actor())

	@routes.serve(endpoints.list_merges)
	def list_merges(*, customer_id: int) -> Page[Merge]:
		merges = wiring.make_merger(read_session()).list_merges(customer_id)
		return Page[Merge](items=merges)

	return routes
