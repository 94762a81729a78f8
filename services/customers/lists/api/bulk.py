"""Bulk actions on lists of customers."""

from chasqui.contracts.customers.lists import BulkJob, BulkRequest
from chasqui.contracts.endpoints.customers import lists as endpoints
from chasqui.contracts.jobs import JobActRequest, JobQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.lists.wiring import ListParts


def build_blueprint(wiring: ListParts) -> Routes:
	routes = Routes("bulk", __name__)

	@routes.serve(endpoints.request_action)
	def request_action(*, body: BulkRequest) -> BulkJob:
		session, actor = read_session(), read_actor()
		service = wiring.make_bulk_job_service(session)
		return service.request(body, actor)

	@routes.serve(endpoints.list_jobs)
	def list_jobs(*, query: JobQuery) -> Page[BulkJob]:
		return wiring.make_bulk_job_service(read_session()).list_page(query)

	@routes.serve(endpoints.show_job)
	def show_job(*, job_id: int) -> BulkJob:
		return wiring.make_bulk_job_service(read_session()).get(job_id)

	@routes.serve(endpoints.act_on_job)
	def act_on_job(*, job_id: int, body: JobActRequest) -> BulkJob:
		return wiring.make_bulk_job_service(read_session()).act(job_id, body.action)

	return routes
