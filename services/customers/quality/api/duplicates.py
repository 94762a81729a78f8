"""Duplicates: found, reviewed, merged, and parted again."""

from flask import Blueprint

from chasqui.contracts.access import Permission
from chasqui.contracts.duplicates import (
	DuplicatePair,
	DuplicateQuery,
	Merge,
	MergeRequest,
	SearchStarted,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_body, read_query, read_session
from customers.audit.api.actors import read_actor
from customers.quality.wiring import QualityParts


def build_blueprint(wiring: QualityParts) -> Blueprint:
	blueprint = Blueprint("duplicates", __name__)

	@blueprint.get("/v1/duplicates")
	@grant(Permission.QUALITY_MANAGE)
	def list_pairs() -> Page[DuplicatePair]:
		return wiring.make_duplicate_desk(read_session()).list_page(read_query(DuplicateQuery))

	@blueprint.post("/v1/duplicates/search")
	@grant(Permission.QUALITY_MANAGE)
	def search_pairs() -> SearchStarted:
		return SearchStarted(found=wiring.make_duplicate_desk(read_session()).search())

	@blueprint.post("/v1/duplicates/<int:pair_id>/dismissal")
	@grant(Permission.QUALITY_MANAGE)
	def dismiss_pair(pair_id: int) -> tuple[str, int]:
		wiring.make_duplicate_desk(read_session()).dismiss(pair_id, read_actor())
		return "", 204

	@blueprint.post("/v1/merges")
	@grant(Permission.QUALITY_MANAGE)
	def merge_customers() -> tuple[Merge, int]:
		request = read_body(MergeRequest)
		return wiring.make_merger(read_session()).merge(request, read_actor()), 201

	@blueprint.post("/v1/merges/<int:merge_id>/undoing")
	@grant(Permission.QUALITY_MANAGE)
	def undo_merge(merge_id: int) -> Merge:
		return wiring.make_merger(read_session()).undo(merge_id, read_actor())

	@blueprint.get("/v1/customers/<int:customer_id>/merges")
	@grant(Permission.CUSTOMERS_READ)
	def list_merges(customer_id: int) -> Page[Merge]:
		merges = wiring.make_merger(read_session()).list_merges(customer_id)
		return Page[Merge](items=merges)

	return blueprint
