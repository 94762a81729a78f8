"""Searches for duplicates: asked for, watched, cancelled."""

from chasqui.contracts.customers.quality import DuplicateSearch
from chasqui.contracts.endpoints.customers import quality as endpoints
from chasqui.contracts.jobs import JobActRequest, JobQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.quality.use_cases.duplicate_search_service import DuplicateSearchService
from customers.quality.wiring import QualityParts


def build_blueprint(wiring: QualityParts) -> Routes:
	routes = Routes("duplicate_searches", __name__)

	def make_service() -> DuplicateSearchService:
		return wiring.make_duplicate_search_service(read_session())

	@routes.serve(endpoints.search_pairs)
	def search_pairs() -> DuplicateSearch:
		return make_service().request(read_actor())

	@routes.serve(endpoints.list_searches)
	def list_searches(*, query: JobQuery) -> Page[DuplicateSearch]:
		return make_service().list_page(query)

	@routes.serve(endpoints.show_search)
	def show_search(*, search_id: int) -> DuplicateSearch:
		return make_service().get(search_id)

	@routes.serve(endpoints.act_on_search)
	def act_on_search(*, search_id: int, body: JobActRequest) -> DuplicateSearch:
		return make_service().act(search_id, body.action)

	return routes
