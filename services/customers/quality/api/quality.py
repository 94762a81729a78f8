"""The inbox of faults in the data."""

from flask import Blueprint

from chasqui.contracts.access import Permission
from chasqui.contracts.customers import Customer
from chasqui.contracts.duplicates import QualityCount, QualityDismissal, QualityQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_body, read_query, read_session
from customers.audit.api.actors import read_actor
from customers.quality.wiring import QualityParts


def build_blueprint(wiring: QualityParts) -> Blueprint:
	blueprint = Blueprint("quality", __name__)

	@blueprint.get("/v1/quality")
	@grant(Permission.QUALITY_MANAGE)
	def count_faults() -> Page[QualityCount]:
		return Page[QualityCount](items=wiring.make_quality_inbox(read_session()).count())

	@blueprint.get("/v1/quality/customers")
	@grant(Permission.QUALITY_MANAGE)
	def list_faulty() -> Page[Customer]:
		return wiring.make_quality_inbox(read_session()).list_page(read_query(QualityQuery))

	@blueprint.post("/v1/quality/dismissals")
	@grant(Permission.QUALITY_MANAGE)
	def dismiss_fault() -> tuple[str, int]:
		dismissal = read_body(QualityDismissal)
		wiring.make_quality_inbox(read_session()).dismiss(dismissal, read_actor())
		return "", 204

	return blueprint
