"""Bulk actions on lists of customers."""

from flask import Blueprint, Response

from chasqui.contracts.access import Permission
from chasqui.contracts.customers import ListQuery
from chasqui.contracts.lists import PATH_BULK, BulkJob, BulkRequest
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_body, read_query, read_session
from chasqui.kernel.web.idempotency import answer_once
from customers.audit.api.actors import read_actor
from customers.lists.wiring import ListParts
from customers.tables import IdempotencyRow


def build_blueprint(wiring: ListParts) -> Blueprint:
	blueprint = Blueprint("bulk", __name__)

	@blueprint.post(PATH_BULK)
	@grant(Permission.CUSTOMERS_WRITE)
	def request_action() -> Response:
		asked, session, actor = read_body(BulkRequest), read_session(), read_actor()
		desk = wiring.make_bulk_desk(session)
		return answer_once(session, IdempotencyRow, lambda: desk.request(asked, actor), status=202)

	@blueprint.get(PATH_BULK)
	@grant(Permission.CUSTOMERS_WRITE)
	def list_jobs() -> Page[BulkJob]:
		query = read_query(ListQuery)
		return wiring.make_bulk_desk(read_session()).list_page(query.cursor, query.limit)

	@blueprint.get(f"{PATH_BULK}/<int:job_id>")
	@grant(Permission.CUSTOMERS_WRITE)
	def show_job(job_id: int) -> BulkJob:
		return wiring.make_bulk_desk(read_session()).get(job_id)

	return blueprint
