"""Plays the campaigns service."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from flask import Blueprint, Response, request

from chasqui.contracts.campaigns.assignments import (
	Assignment,
	AssignmentRequest,
	HandoverRequest,
)
from chasqui.contracts.campaigns.audiences import Audience, AudienceState, MemberView
from chasqui.contracts.campaigns.campaigns import (
	Campaign,
	CampaignFields,
	CampaignNote,
	CampaignUpdate,
	OwnerChange,
	Phase,
	PhaseCounts,
	PhaseMove,
)
from chasqui.contracts.campaigns.log import LogEntry, LogKind
from chasqui.contracts.customers.segments import SegmentCount, SegmentCriteria
from chasqui.contracts.jobs import JobAct, JobKind
from chasqui.contracts.mailer.merge_fields import find_unknown
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict, FieldError, Invalid, NotFound
from chasqui.kernel.texts.text import say
from tests.support.fakes.jobs import describe_job, read_change
from tests.support.fakes.keys import read_key
from tests.support.fakes.world import (
	HEAD_NAME,
	NOW,
	World,
	list_ways,
	make_audience,
	make_entry,
)


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint = Blueprint("campaigns", __name__)

	@blueprint.get("/v1/campaigns")
	def list_campaigns() -> Page[Campaign]:
		wanted = request.args.get("phase")
		text = request.args.get("q", "").lower()
		found = [
			campaign
			for campaign in world.campaigns.values()
			if (not wanted or campaign.phase == wanted) and text in campaign.name.lower()
		]
		has_more = len(found) > 2 and "cursor" not in request.args
		return Page[Campaign](items=found, next_cursor="abc" if has_more else None)

	@blueprint.post("/v1/campaigns")
	def create() -> tuple[Campaign, int]:
		nonce = read_key()
		if nonce not in world.nonces:
			fields = CampaignFields.model_validate_json(request.get_data())
			check_ages(fields.criteria, "criteria.")
			number = max(world.campaigns) + 1
			world.campaigns[number] = complete(number, fields, Phase.PLANNED, 1)
			world.logs[number] = [make_entry(number, LogKind.CREATED)]
			world.nonces[nonce] = number
		return world.campaigns[world.nonces[nonce]], 201

	@blueprint.post("/v1/campaigns/checks")
	def check() -> Response:
		fields = CampaignFields.model_validate_json(request.get_data())
		check_ages(fields.criteria, "criteria.")
		if fields.ends_on < date(2026, 1, 1):
			told = say("Esa fecha ya pasó.")
			raise Invalid(told, fields=[FieldError("ends_on", told, "in_the_past")])
		if (problem := find_unknown(fields.subject or "")) is not None:
			raise Invalid(problem, fields=[FieldError("subject", problem, "merge_field")])
		return Response(status=204)

	@blueprint.get("/v1/campaigns/phase-counts")
	def count_phases() -> PhaseCounts:
		return PhaseCounts(counts=Counter(c.phase for c in world.campaigns.values()))

	@blueprint.get("/v1/campaigns/<int:number>")
	def show(number: int) -> Campaign:
		return find(world, number)

	@blueprint.put("/v1/campaigns/<int:number>")
	def update(number: int) -> Campaign:
		body = CampaignUpdate.model_validate_json(request.get_data())
		current = find(world, number)
		if body.version != current.version:
			text = say("La campaña cambió mientras tanto.")
			fields = [FieldError("budget", text, "stale")]
			now = current.model_dump(mode="json")
			raise Conflict(text, code="stale_version", fields=fields, current=now)
		changed = complete(number, body, current.phase, current.version + 1)
		world.campaigns[number] = changed
		return changed

	@blueprint.post("/v1/campaigns/<int:number>/phase")
	def move(number: int) -> Campaign:
		body = PhaseMove.model_validate_json(request.get_data())
		current = find(world, number)
		if body.version != current.version or body.phase not in current.allowed_phases:
			raise Conflict(say("La campaña cambió mientras tanto."), code="stale_version")
		world.logs[number].insert(
			0,
			make_entry(
				number,
				LogKind.PHASE,
				phase=body.phase,
				previous=current.phase,
				reason=body.reason,
			),
		)
		news = {"phase": body.phase, "version": current.version + 1}
		news |= {"obstacles": {}, **list_ways(body.phase)}
		world.campaigns[number] = current.model_copy(update=news)
		return world.campaigns[number]

	@blueprint.put("/v1/campaigns/<int:number>/owner")
	def give(number: int) -> Campaign:
		body = OwnerChange.model_validate_json(request.get_data())
		if body.owner not in {HEAD_NAME}:
			text = say("Nadie con ese nombre puede llevar campañas.")
			raise Invalid(text, fields=[FieldError("owner", text, "no_owner")])
		news = {"owner": body.owner, "version": body.version + 1}
		world.campaigns[number] = find(world, number).model_copy(update=news)
		return world.campaigns[number]

	@blueprint.post("/v1/campaigns/<int:number>/archive")
	def archive(number: int) -> Campaign:
		news = {"archived_at": NOW}
		world.campaigns[number] = find(world, number).model_copy(update=news)
		return world.campaigns[number]

	@blueprint.delete("/v1/campaigns/<int:number>/archive")
	def restore(number: int) -> Response:
		news = {"archived_at": None}
		world.campaigns[number] = find(world, number).model_copy(update=news)
		return Response(status=204)

	@blueprint.post("/v1/campaigns/<int:number>/notes")
	def note(number: int) -> tuple[LogEntry, int]:
		body = CampaignNote.model_validate_json(request.get_data())
		world.logs[number].insert(0, make_entry(number, LogKind.NOTE, reason=body.text))
		return world.logs[number][0], 201

	@blueprint.get("/v1/campaigns/<int:number>/log")
	def list_log(number: int) -> Page[LogEntry]:
		wanted = request.args.get("kind")
		found = [one for one in world.logs[number] if not wanted or one.kind == wanted]
		return Page[LogEntry](items=found)

	@blueprint.post("/v1/campaigns/<int:number>/audience")
	def build(number: int) -> tuple[Audience, int]:
		queued = make_audience(number, AudienceState.BUILDING)
		news: dict[str, Any] = {"audience": queued}
		world.campaigns[number] = find(world, number).model_copy(update=news)
		return show_job(queued), 202

	def show_job(audience: Audience) -> Audience:
		busy, known = (AudienceState.QUEUED, AudienceState.BUILDING), (JobAct.CANCEL, JobAct.RETRY)
		job = describe_job(JobKind.AUDIENCE, audience, busy, known)
		return audience.model_copy(update={"job": job})

	@blueprint.post("/v1/campaigns/<int:number>/audience/actions")
	def act_on_audience(number: int) -> Audience:
		audience = find(world, number).audience
		assert audience is not None
		state = read_change(show_job(audience).job)
		is_cancelled = state == AudienceState.CANCELLED.value
		after = AudienceState.CANCELLED if is_cancelled else AudienceState.BUILDING
		now = audience.model_copy(update={"state": after})
		news: dict[str, Any] = {"audience": now}
		world.campaigns[number] = find(world, number).model_copy(update=news)
		return show_job(now)

	@blueprint.get("/v1/campaigns/<int:number>/audience")
	def show_audience(number: int) -> Audience:
		audience = find(world, number).audience
		if audience is None:
			raise NotFound(say("La campaña no tiene audiencia."))
		if audience.state is not AudienceState.BUILDING or world.holds_jobs:
			return show_job(audience)
		ready: dict[str, Any] = {"audience": make_audience(number)}
		if world.campaigns[number].phase is Phase.PLANNED:
			ready |= {"phase": Phase.SEGMENTED, "obstacles": {}, **list_ways(Phase.SEGMENTED)}
		world.campaigns[number] = world.campaigns[number].model_copy(update=ready)
		return show_job(audience)

	@blueprint.get("/v1/campaigns/<int:number>/members")
	def list_members(number: int) -> Page[MemberView]:
		return Page[MemberView](
			items=[
				MemberView(
					customer_id=c.id, name=c.name, masked_id="17******34", age=c.age, gender="F",
					income=Decimal(900), matched={"tags": ["VIP"], "may_email": True},
					province=c.province, canton=c.canton, may_email=True, may_phone=c.id % 2 == 0,
					last_result="SALE" if c.id == 1 else None,
				)
				for c in world.customers.values()
			]
		)  # fmt: skip

	@blueprint.post("/v1/segments/count")
	def count() -> SegmentCount:
		criteria = SegmentCriteria.model_validate_json(request.get_data())
		check_ages(criteria)
		total = 4821 if criteria.genders else 50_000
		return SegmentCount(
			total=total, as_of=NOW.date(), reachable_email=total * 4 // 5,
			reachable_phone=total * 3 // 5, by_gender={"F": total},
			by_province={"EC-P": total // 2, "EC-G": total // 2},
		)  # fmt: skip

	@blueprint.post("/v1/campaigns/<int:number>/assignments")
	def assign(number: int) -> tuple[Assignment, int]:
		body = AssignmentRequest.model_validate_json(request.get_data())
		nonce = read_key()
		if world.free_calls is not None and world.free_calls < body.count:
			if not body.confirm_fewer:
				raise Conflict(say("Quedan menos."), code="fewer_left")
			body = body.model_copy(update={"count": world.free_calls})
		if nonce not in world.nonces:
			world.nonces[nonce] = Assignment(
				id=len(world.assignments) + 1, campaign_id=number, advisor_id=body.advisor_id,
				advisor_name="Asesoría de Prueba", asked=body.count, assigned=body.count,
				pending=body.count, assigned_at=NOW,
			)  # fmt: skip
			world.assignments.append(world.nonces[nonce])
		return world.nonces[nonce], 201

	@blueprint.post("/v1/assignments/<int:given>/withdrawal")
	def withdraw(given: int) -> Assignment:
		place = next(i for i, one in enumerate(world.assignments) if one.id == given)
		left = {"assigned": 2, "pending": 0}
		world.assignments[place] = world.assignments[place].model_copy(update=left)
		return world.assignments[place]

	@blueprint.post("/v1/campaigns/<int:number>/handovers")
	def hand_over(number: int) -> tuple[Assignment, int]:
		body = HandoverRequest.model_validate_json(request.get_data())
		read_key()
		world.handovers.append(body)
		made = Assignment(
			id=9, campaign_id=number, advisor_id=body.to_advisor_id, assigned_at=NOW,
			advisor_name="Asesoría de Prueba", asked=4, assigned=4, pending=4,
		)  # fmt: skip
		return made, 201

	@blueprint.get("/v1/campaigns/<int:number>/assignments")
	def list_assignments(number: int) -> Page[Assignment]:
		return Page[Assignment](items=[a for a in world.assignments if a.campaign_id == number])

	return blueprint


def find(world: World, number: int) -> Campaign:
	"""Return a campaign."""
	if number not in world.campaigns:
		raise NotFound(say("No hay esa campaña."))
	return world.campaigns[number]


def check_ages(criteria: SegmentCriteria, prefix: str = "") -> None:
	"""Refuse ages outside 20–70 as campaigns does (K14)."""
	if criteria.age_from is not None and not 20 <= criteria.age_from <= 70:
		field = FieldError(
			f"{prefix}age_from", say("La edad va de 20 a 70 años."), "age_out_of_range"
		)
		raise Invalid(say("La edad va de 20 a 70 años."), fields=[field])


def complete(number: int, fields: CampaignFields, phase: Phase, version: int) -> Campaign:
	"""Return the campaign that the fields make."""
	known = {name: getattr(fields, name) for name in CampaignFields.model_fields}
	return Campaign(
		**known, id=number, phase=phase, version=version, created_by=HEAD_NAME, created_at=NOW,
		updated_at=NOW, **list_ways(phase),
	)  # fmt: skip
