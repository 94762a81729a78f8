"""Plays the risk part of campaigns: look-ups, their history, reviews of many."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import Blueprint, Response, request

from chasqui.contracts.campaigns.risk import (
	CampaignReviewRequest,
	LookupKind,
	ReviewKind,
	ReviewState,
	RiskHistoryEntry,
	RiskLookup,
	RiskLookupRequest,
	RiskNameRequest,
	RiskPurpose,
	RiskReview,
	RiskReviewItem,
)
from chasqui.contracts.jobs import JobKind
from chasqui.contracts.risk import (
	IdWarning,
	MatchKind,
	RiskAnswer,
	RiskLevel,
	RiskMatch,
	RiskStatus,
	UnavailableReason,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict, FieldError, Invalid, NotFound
from chasqui.kernel.texts.text import say
from tests.support.fakes.jobs import describe_job, read_change, read_stage
from tests.support.fakes.keys import read_key
from tests.support.fakes.world import HEAD_NAME, NOW, World

BAD_CEDULA = "1710034066"
LEVELS = (RiskLevel.LOW, RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.UNKNOWN)


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint = Blueprint("risk", __name__)

	@blueprint.post("/v1/risk/lookups")
	def look_up() -> RiskLookup:
		body = RiskLookupRequest.model_validate_json(request.get_data())
		if body.id_number == BAD_CEDULA:
			field = FieldError("id_number", say("El dígito verificador no corresponde."), "bad")
			raise Invalid(say("El dígito verificador no corresponde."), fields=[field])
		world.looks.append(body)
		mask = f"{body.id_number[:2]}******{body.id_number[-2:]}"
		return RiskLookup(
			subject=mask, purpose=body.purpose, answer=make_answer(world, fresh=body.fresh)
		)

	@blueprint.post("/v1/risk/name-lookups")
	def look_up_name() -> RiskLookup:
		body = RiskNameRequest.model_validate_json(request.get_data())
		world.looks.append(body)
		answer = RiskAnswer(
			status=RiskStatus.MULTIPLE_MATCHES, matches=list_matches(world), asked_at=NOW
		)
		return RiskLookup(subject="M. Ñ.", purpose=body.purpose, answer=answer)

	@blueprint.get("/v1/risk/lookups")
	def list_history() -> Page[RiskHistoryEntry]:
		world.history_queries.append(request.args.to_dict())
		purpose = request.args.get("purpose")
		items = [one for one in list_entries() if purpose in (None, one.purpose)]
		return Page[RiskHistoryEntry](
			items=items, next_cursor=None if "cursor" in request.args else "abc"
		)

	@blueprint.post("/v1/risk/reviews")
	def start_file() -> tuple[RiskReview, int]:
		nonce = read_key()
		if nonce not in world.nonces:
			if not request.get_data().strip():
				raise Invalid(say("El archivo está vacío."), code="empty_file")
			number = max(world.reviews) + 1
			news: dict[str, Any] = {"file_name": request.args["file_name"]}
			news["purpose"] = RiskPurpose(request.args["purpose"])
			world.reviews[number] = make_review(number, ReviewState.RUNNING).model_copy(update=news)
			world.nonces[nonce] = number
		return world.reviews[world.nonces[nonce]], 202

	@blueprint.post("/v1/campaigns/<int:number>/risk-reviews")
	def start_campaign(number: int) -> tuple[RiskReview, int]:
		body = CampaignReviewRequest.model_validate_json(request.get_data())
		if not any(one.campaign_id == number for one in world.assignments):
			detail = say("La campaña no tiene clientes asignados que revisar.")
			raise Conflict(detail, code="nobody_assigned")
		key = max(world.reviews) + 1
		news: dict[str, Any] = {"kind": ReviewKind.CAMPAIGN, "campaign_id": number}
		news |= {"assignment_id": body.assignment_id, "file_name": None, "rejected": 0}
		world.reviews[key] = make_review(key, ReviewState.RUNNING).model_copy(update=news)
		return world.reviews[key], 202

	@blueprint.get("/v1/risk/reviews")
	def list_reviews() -> Page[RiskReview]:
		wanted = request.args.get("campaign_id", type=int)
		shown = [find(world, number) for number in world.reviews]
		items = [one for one in shown if one.campaign_id == wanted]
		return Page[RiskReview](items=read_stage(items[::-1]))

	@blueprint.get("/v1/risk/reviews/<int:number>")
	def show_review(number: int) -> RiskReview:
		shown = find(world, number)
		if shown.state is ReviewState.RUNNING and not world.holds_jobs:
			news = {"state": ReviewState.DONE, "done": shown.total, "finished_at": NOW}
			world.reviews[number] = shown.model_copy(update=news)
		return shown

	@blueprint.post("/v1/risk/reviews/<int:number>/actions")
	def act_on_review(number: int) -> RiskReview:
		news = {"state": ReviewState(read_change(find(world, number).job)), "error": None}
		world.reviews[number] = world.reviews[number].model_copy(update=news)
		return find(world, number)

	@blueprint.get("/v1/risk/reviews/<int:number>/items")
	def list_items(number: int) -> Page[RiskReviewItem]:
		world.item_queries.append(request.args.to_dict())
		items = list_rows(is_file=find(world, number).campaign_id is None)
		level = request.args.get("level")
		return Page[RiskReviewItem](items=[one for one in items if level in (None, one.level)])

	@blueprint.get("/v1/risk/reviews/<int:number>/items.csv")
	def download(number: int) -> Response:
		return Response(f"linea,nivel\r\n{number},LOW\r\n", mimetype="text/csv")

	return blueprint


def find(world: World, number: int) -> RiskReview:
	"""Return a review."""
	if number not in world.reviews:
		raise NotFound(say("Esa revisión de riesgo no existe."))
	shown: RiskReview = world.reviews[number]
	job = describe_job(JobKind.REVIEW, shown, ("queued", "running", "waiting"))
	return shown.model_copy(update={"job": job})


def make_answer(world: World, *, fresh: bool = False) -> RiskAnswer:
	"""Return what the world's risk is just now."""
	if "risk" in world.down:
		reason = UnavailableReason.NO_ANSWER
		return RiskAnswer(status=RiskStatus.UNAVAILABLE, reason=reason, asked_at=NOW)
	if world.risk_level == "NONE":
		return RiskAnswer(status=RiskStatus.NOT_FOUND, asked_at=NOW)
	return RiskAnswer(
		status=RiskStatus(world.risk_status), level=RiskLevel(world.risk_level),
		score=world.risk_score, as_of=date(2026, 11, 1), source="Central sintética",
		warning=IdWarning.UNVERIFIED_CHECK_DIGIT if world.risk_status == "STALE" else None,
		asked_at=datetime.now(UTC) - timedelta(minutes=0 if fresh else 3),
	)  # fmt: skip


def list_matches(world: World) -> list[RiskMatch]:
	"""Return people with a name alike, the surest first."""
	return [
		RiskMatch(
			masked_id="17******65", name=name, level=level, kind=kind, similarity=alike,
			score=world.risk_score, as_of=date(2026, 11, 1),
		)
		for name, level, kind, alike in (
			("María Ñusta Sintética", RiskLevel.LOW, MatchKind.EXACT, 100),
			("María José Ñusta Sintética", RiskLevel.HIGH, MatchKind.PARTIAL, 81),
			("María Nuzta Sintética", RiskLevel.MEDIUM, MatchKind.PHONETIC, 72),
		)
	]  # fmt: skip


def list_entries() -> list[RiskHistoryEntry]:
	"""Return looks of each kind."""
	kinds = (
		(LookupKind.DESK, RiskPurpose.TELEMARKETING, "17******65", RiskStatus.FOUND),
		(LookupKind.IDENTIFICATION, RiskPurpose.CREDIT_OFFER, "09******56", RiskStatus.STALE),
		(LookupKind.NAME, RiskPurpose.HOLDER_REQUEST, "M. Ñ. S.", RiskStatus.MULTIPLE_MATCHES),
		(LookupKind.IDENTIFICATION, RiskPurpose.CREDIT_OFFER, "01******00", RiskStatus.UNAVAILABLE),
	)
	return [
		RiskHistoryEntry(
			id=number, kind=kind, staff_id=2, staff_name="Asesoría de Prueba", purpose=purpose,
			subject=subject, status=status, level=LEVELS[number % 4],
			matches=3 if kind is LookupKind.NAME else 0, looked_at=NOW,
		)
		for number, (kind, purpose, subject, status) in enumerate(kinds)
	]  # fmt: skip


def make_review(number: int, state: ReviewState, *, campaign_id: int | None = None) -> RiskReview:
	"""Return a review."""
	is_done = state is ReviewState.DONE
	return RiskReview(
		id=number, kind=ReviewKind.FILE if campaign_id is None else ReviewKind.CAMPAIGN,
		campaign_id=campaign_id, file_name=None if campaign_id else "solicitudes.csv",
		purpose=RiskPurpose.CAMPAIGN_REVIEW if campaign_id else RiskPurpose.CREDIT_OFFER,
		state=state, total=1200, done=1200 if is_done else 480, rejected=0 if campaign_id else 2,
		levels={RiskLevel.LOW: 310, RiskLevel.MEDIUM: 100, RiskLevel.HIGH: 38,
			RiskLevel.UNKNOWN: 30},
		requested_by=HEAD_NAME, created_at=NOW, finished_at=NOW if is_done else None,
		error="La central de riesgos no respondió tras varios intentos."
		if state is ReviewState.FAILED else None,
	)  # fmt: skip


def list_rows(*, is_file: bool) -> list[RiskReviewItem]:
	"""Return rows of a review: answered, rejected, waiting."""
	rows = [
		RiskReviewItem(
			line=number + 2, masked_id=f"17******{number:02d}", status=status, level=level,
			score=700 - number, as_of=date(2026, 11, 1), source="Central sintética", asked_at=NOW,
			customer_id=None if is_file else number + 1,
			name=None if is_file else "María Ñusta Sintética",
			warning=IdWarning.UNVERIFIED_CHECK_DIGIT if number == 2 else None,
		)
		for number, (status, level) in enumerate(
			(
				(RiskStatus.FOUND, RiskLevel.HIGH), (RiskStatus.STALE, RiskLevel.MEDIUM),
				(RiskStatus.FOUND, RiskLevel.LOW), (RiskStatus.NOT_FOUND, RiskLevel.UNKNOWN),
			)
		)
	]  # fmt: skip
	if is_file:
		error = "El dígito verificador de la cédula no corresponde."
		rows.append(RiskReviewItem(line=9, masked_id="17******66", error=error))
		rows.append(RiskReviewItem(line=10, masked_id="17******67"))
	return rows
