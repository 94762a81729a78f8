"""Plays the lists of customers: facets, views, bulk actions, files."""

from collections import Counter
from typing import Any

from flask import Blueprint, Response, request

from chasqui.contracts.customers.lists import (
	BulkAction,
	BulkJob,
	BulkRequest,
	BulkState,
	CustomerFacets,
	FacetValue,
	SegmentAnswer,
)
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.customers.views import ListName, SavedView, ViewFields
from chasqui.contracts.jobs import JobKind
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from tests.support.fakes.jobs import describe_job, read_change, read_stage
from tests.support.fakes.world import HEAD_NAME, NOW, World

MANY = 4


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint = Blueprint("lists", __name__)

	@blueprint.get("/v1/customers/facets")
	def find_facets() -> CustomerFacets:
		rows = find_rows(world, request.args.get("q", ""), request.args.getlist("ids"))
		return CustomerFacets(
			total=len(rows),
			**{name: count(rows, name) for name in ("province", "gender", "kind", "category")},
			consent=[FacetValue(value="email", customers=4), FacetValue(value="none", customers=1)],
			age=[FacetValue(value="35-44", customers=4), FacetValue(value="unknown", customers=1)],
			tag=[FacetValue(value="feria 2026", customers=2)],
		)

	@blueprint.get("/v1/customers/as-segment")
	def write_segment() -> SegmentAnswer:
		if "tag" in request.args or "ids" in request.args:
			return SegmentAnswer(unsayable=["tag"])
		criteria = SegmentCriteria.model_validate({"genders": request.args.getlist("gender")})
		return SegmentAnswer(criteria=criteria)

	@blueprint.get("/v1/customers/export")
	def export() -> Response:
		rows = find_rows(world, request.args.get("q", ""), request.args.getlist("ids"))
		text = "\n".join(["Nombre", *(one.name for one in rows)])
		return Response(text, mimetype="text/csv")

	@blueprint.get("/v1/views")
	def list_views() -> Page[SavedView]:
		of = ListName(request.args["list_name"])
		product = SavedView(name="Leales", filters={"category": ["loyal"]}, is_shared=True)
		own = [one for one in world.views.values() if one.list_name is of]
		return Page[SavedView](items=[product, *own] if of is ListName.CUSTOMERS else own)

	@blueprint.post("/v1/views")
	def add_view() -> tuple[SavedView, int]:
		fields = ViewFields.model_validate_json(request.get_data())
		taken = {(one.list_name, one.name) for one in world.views.values()}
		if (fields.list_name, fields.name) in taken:
			raise Conflict(say("Ya tiene una vista con ese nombre."))
		number = len(world.views) + 1
		world.views[number] = SavedView(
			**dict(fields), id=number, owner_name=HEAD_NAME, is_own=True
		)
		return world.views[number], 201

	@blueprint.delete("/v1/views/<int:number>")
	def delete_view(number: int) -> Response:
		world.views.pop(number)
		return Response(status=204)

	@blueprint.post("/v1/bulk-jobs")
	def request_action() -> tuple[BulkJob, int]:
		asked = BulkRequest.model_validate_json(request.get_data())
		rows = find_rows(world, asked.filters.q or "", asked.filters.ids)
		if len(rows) != asked.expected:
			raise Conflict(say("La lista cambió."), code="list_changed")
		number = len(world.bulk_jobs) + 1
		is_large = len(rows) > MANY
		world.bulk_jobs[number] = BulkJob(
			id=number, action=asked.action, tag=asked.tag, total=len(rows),
			advisor_name=asked.advisor.name if asked.advisor else None,
			requested_name=HEAD_NAME,
			state=BulkState.RUNNING if is_large else BulkState.DONE, created_at=NOW,
			done=2 if is_large else len(rows), changed=2 if is_large else len(rows),
		)  # fmt: skip
		if asked.action is BulkAction.ARCHIVE:
			for one in rows:
				news: dict[str, Any] = {"archived_at": NOW}
				world.customers[one.id] = one.model_copy(update=news)
		return show(number), 202

	def show(number: int) -> BulkJob:
		shown: BulkJob = world.bulk_jobs[number]
		job = describe_job(JobKind.BULK, shown, ("queued", "running"))
		return shown.model_copy(update={"job": job})

	@blueprint.get("/v1/bulk-jobs")
	def list_jobs() -> Page[BulkJob]:
		return Page[BulkJob](items=read_stage(show(number) for number in reversed(world.bulk_jobs)))

	@blueprint.post("/v1/bulk-jobs/<int:number>/actions")
	def act_on_job(number: int) -> BulkJob:
		news: dict[str, Any] = {"state": BulkState(read_change(show(number).job))}
		world.bulk_jobs[number] = world.bulk_jobs[number].model_copy(update=news)
		return show(number)

	@blueprint.get("/v1/bulk-jobs/<int:number>")
	def show_job(number: int) -> BulkJob:
		shown: BulkJob = show(number)
		if world.holds_jobs or shown.state is not BulkState.RUNNING:
			return shown
		news: dict[str, Any] = {"state": BulkState.DONE, "done": shown.total, "finished_at": NOW}
		world.bulk_jobs[number] = shown.model_copy(update=news)
		return shown

	return blueprint


def find_rows(world: World, text: str, ids: Any) -> list[Any]:
	"""Return the customers of a text, or those that were picked."""
	picked = {int(one) for one in ids}
	return [
		one
		for one in world.customers.values()
		if text.lower() in one.name.lower()
		and not one.archived_at
		and (not picked or one.id in picked)
	]


def count(rows: list[Any], name: str) -> list[FacetValue]:
	"""Return how many rows have each value."""
	found = Counter(str(getattr(one, name) or "none") for one in rows)
	return [FacetValue(value=value, customers=n) for value, n in found.most_common()]
