"""Plays the part of customers that cares for the data: duplicates and the inbox of faults."""

from typing import Any

from flask import Blueprint, Response, request

from chasqui.contracts.customers.people import Customer
from chasqui.contracts.customers.quality import (
	DuplicatePair,
	DuplicateReason,
	DuplicateSearch,
	DuplicateState,
	Merge,
	MergeRequest,
	QualityCount,
	QualityDismissal,
	QualityKind,
	SearchState,
)
from chasqui.contracts.jobs import JobAct, JobKind
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from tests.support.fakes.jobs import describe_job, read_change, read_stage
from tests.support.fakes.world import HEAD_NAME, NOW, World

BUSY = (SearchState.QUEUED, SearchState.RUNNING)


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint = Blueprint("care", __name__)

	@blueprint.get("/v1/duplicates")
	def list_pairs() -> Page[DuplicatePair]:
		state = DuplicateState(request.args.get("state", "open"))
		return Page[DuplicatePair](items=[make_pair(world)] if state is find_state(world) else [])

	def show(number: int) -> DuplicateSearch:
		shown: DuplicateSearch = world.searches[number]
		known = {JobAct.CANCEL}
		done = 1 if shown.state is SearchState.RUNNING else 4
		job = describe_job(JobKind.DUPLICATES, shown, BUSY, known, done=done, total=4)
		return shown.model_copy(update={"job": job})

	@blueprint.post("/v1/duplicates/search")
	def search() -> tuple[DuplicateSearch, int]:
		number = len(world.searches) + 1
		world.searches[number] = DuplicateSearch(
			id=number, state=SearchState.RUNNING, requested_name=HEAD_NAME, created_at=NOW
		)
		return show(number), 202

	@blueprint.get("/v1/duplicate-searches")
	def list_searches() -> Page[DuplicateSearch]:
		rows = (show(number) for number in reversed(world.searches))
		return Page[DuplicateSearch](items=read_stage(rows))

	@blueprint.get("/v1/duplicate-searches/<int:number>")
	def show_search(number: int) -> DuplicateSearch:
		shown = show(number)
		if shown.state is SearchState.RUNNING and not world.holds_jobs:
			put(number, SearchState.DONE)
		return shown

	@blueprint.post("/v1/duplicate-searches/<int:number>/actions")
	def act_on_search(number: int) -> DuplicateSearch:
		put(number, SearchState(read_change(show(number).job)))
		return show(number)

	def put(number: int, state: SearchState) -> None:
		found = 2 if state is SearchState.DONE else 0
		news: dict[str, Any] = {"state": state, "found": found, "finished_at": NOW}
		world.searches[number] = world.searches[number].model_copy(update=news)

	@blueprint.post("/v1/duplicates/<int:number>/dismissal")
	def dismiss_pair(number: int) -> Response:
		world.has_pair = False
		return Response(status=204)

	@blueprint.post("/v1/merges")
	def merge() -> tuple[Merge, int]:
		asked = MergeRequest.model_validate_json(request.get_data())
		if not world.has_pair:
			raise Conflict(say("Uno de los registros ya se unió a otro."), code="already_merged")
		world.has_pair = False
		world.merges.append(Merge(**asked.model_dump(), id=1, merged_by=HEAD_NAME, merged_at=NOW))
		return world.merges[0], 201

	@blueprint.post("/v1/merges/<int:number>/undoing")
	def undo(number: int) -> Merge:
		world.merges[0] = world.merges[0].model_copy(update={"undone_at": NOW})
		return world.merges[0]

	@blueprint.get("/v1/customers/<int:number>/merges")
	def list_merges(number: int) -> Page[Merge]:
		return Page[Merge](items=world.merges)

	@blueprint.get("/v1/quality")
	def count_faults() -> Page[QualityCount]:
		items = [
			QualityCount(kind=kind, customers=number * 3, is_more=kind is QualityKind.STALE)
			for number, kind in enumerate(QualityKind)
		]
		return Page[QualityCount](items=items)

	@blueprint.get("/v1/quality/customers")
	def list_faulty() -> Page[Customer]:
		kind = request.args["kind"]
		dismissed = {one.customer_id for one in world.dismissals if one.kind == kind}
		rows = [one for one in world.customers.values() if one.id not in dismissed]
		return Page[Customer](items=rows[:3] if kind != QualityKind.UNVERIFIED_RUC else [])

	@blueprint.post("/v1/quality/dismissals")
	def dismiss_fault() -> Response:
		world.dismissals.append(QualityDismissal.model_validate_json(request.get_data()))
		return Response(status=204)

	return blueprint


def find_state(world: World) -> DuplicateState:
	"""Return what became of the only pair."""
	if world.has_pair:
		return DuplicateState.OPEN
	is_merged = bool(world.merges) and world.merges[0].undone_at is None
	return DuplicateState.MERGED if is_merged else DuplicateState.DISMISSED


def make_pair(world: World) -> DuplicatePair:
	"""Return a pair of synthetic customers who share an e-mail."""
	left = world.customers[1]
	news = {"email": left.email, "name": "María Ñ. Sintética", "address": None}
	return DuplicatePair(
		id=1,
		left=left,
		right=world.customers[2].model_copy(update=news),
		reasons=[DuplicateReason.NAME_BIRTH, DuplicateReason.EMAIL],
		score=100,
		state=find_state(world),
		found_at=NOW,
	)
