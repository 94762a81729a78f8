"""Plays the mailer."""

from typing import Any

from flask import Blueprint, Response, request

from chasqui.contracts.jobs import JobAct, JobKind
from chasqui.contracts.mailer.designs import (
	MAX_DESIGN_BYTES,
	Design,
	DesignFile,
	DesignFilePatch,
	DesignKind,
	DesignPatch,
	DesignPreview,
	DesignSummary,
	DesignUpload,
	ForeignTag,
	TagAdoption,
)
from chasqui.contracts.mailer.people import UnsubscribeRequest, UnsubscribeView
from chasqui.contracts.mailer.runs import (
	DeliveryState,
	DeliveryView,
	Run,
	RunRequest,
	RunState,
	TestSendRequest,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict, FieldError, Invalid, NotFound, TooLarge
from chasqui.kernel.texts.text import say
from tests.support.fakes.jobs import describe_job, read_change, read_stage
from tests.support.fakes.keys import read_key
from tests.support.fakes.world import NOW, World, make_design, make_run
from tests.support.pictures import paint

PICTURE = "a" * 64
GOOD_TOKEN = "una-ficha-de-baja-valida"


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint = Blueprint("mailer", __name__)

	@blueprint.get("/v1/designs")
	def list_designs() -> Page[DesignSummary]:
		names = DesignSummary.model_fields
		used = [design for design in world.designs.values() if not design.archived]
		return Page[DesignSummary](
			items=[DesignSummary(**{name: getattr(one, name) for name in names}) for one in used]
		)

	@blueprint.get("/v1/designs/<int:number>")
	def show_design(number: int) -> Design:
		return find_design(world, number)

	@blueprint.post("/v1/designs")
	def upload() -> tuple[Design, int]:
		body = DesignUpload.model_validate_json(request.get_data())
		return keep_design(world, body, body.html), 201

	@blueprint.post("/v1/design-files")
	def upload_file() -> tuple[Design, int]:
		told = DesignFile.model_validate(request.args.to_dict())
		if not told.file_name.endswith((".html", ".zip", ".mjml")):
			message = say("«{name}» no es un diseño.", name=told.file_name)
			raise Invalid(message, fields=[FieldError("file", message, "unknown_kind")])
		content = request.get_data()
		if len(content) > MAX_DESIGN_BYTES:
			raise TooLarge(say("El diseño pesa {size} kB.", size=len(content) // 1000))
		return keep_design(world, told, content.decode("windows-1252")), 201

	@blueprint.patch("/v1/designs/<int:number>")
	def change_design(number: int) -> Design:
		body = DesignPatch.model_validate_json(request.get_data())
		return change(world, number, body, {"html": body.html} if body.html else {})

	@blueprint.post("/v1/designs/<int:number>/files")
	def change_file(number: int) -> Design:
		told = DesignFilePatch.model_validate(request.args.to_dict())
		return change(world, number, told, {"html": request.get_data(as_text=True)})

	@blueprint.get("/v1/design-pictures/<digest>")
	def show_picture(digest: str) -> Response:
		if digest != PICTURE:
			raise NotFound(say("No existe esa imagen."))
		return Response(paint("PNG"), mimetype="image/png")

	@blueprint.post("/v1/designs/<int:number>/foreign-tags")
	def adopt_tags(number: int) -> Design:
		design = find_design(world, number)
		if TagAdoption.model_validate_json(request.get_data()).version != design.version:
			raise Conflict(say("El diseño cambió mientras lo veía."), code="version_changed")
		left = [tag for tag in design.foreign_tags if not tag.field]
		news: dict[str, Any] = {"foreign_tags": left, "version": design.version + 1}
		world.designs[number] = design.model_copy(update=news)
		return world.designs[number]

	@blueprint.post("/v1/designs/<int:number>/preview")
	def preview(number: int) -> DesignPreview:
		design = find_design(world, number)
		return DesignPreview(subject="Hola, María", html=design.html, text=design.text)

	@blueprint.delete("/v1/designs/<int:number>")
	def archive(number: int) -> Response:
		news: dict[str, Any] = {"archived": True}
		world.designs[number] = find_design(world, number).model_copy(update=news)
		return Response(status=204)

	@blueprint.get("/v1/runs")
	def list_runs() -> Page[Run]:
		wanted = request.args.get("campaign_id", type=int)
		found = [
			run
			for run in (find_run(world, number) for number in world.runs)
			if wanted in (None, run.campaign_id)
		]
		return Page[Run](items=read_stage(found[::-1]))

	@blueprint.get("/v1/runs/<int:number>")
	def show_run(number: int) -> Run:
		return find_run(world, number)

	@blueprint.post("/v1/runs")
	def start() -> tuple[Run, int]:
		body = RunRequest.model_validate_json(request.get_data())
		read_key()
		if world.repeats_run and not body.confirm_repeat:
			raise Conflict(say("Hoy ya se envió un correo."), code="run_repeated")
		return open_run(
			world, {"campaign_id": body.campaign_id, "subject": body.subject or "—"}
		), 201

	@blueprint.post("/v1/test-sends")
	def send_test() -> tuple[Run, int]:
		body = TestSendRequest.model_validate_json(request.get_data())
		wrong = [
			FieldError(f"emails.{n}", say("«{it}» no es una dirección.", it=one), "bad_email")
			for n, one in enumerate(body.emails)
			if "@" not in one
		]
		if wrong:
			raise Invalid(say("Revise las direcciones."), fields=wrong)
		world.tests.append(body)
		return open_run(world, {"campaign_id": None}), 201

	@blueprint.post("/v1/runs/<int:number>/actions")
	def act(number: int) -> Run:
		state = read_change(find_run(world, number).job).replace("running", "sending")
		news: dict[str, Any] = {"state": RunState(state)}
		world.runs[number] = world.runs[number].model_copy(update=news)
		return find_run(world, number)

	@blueprint.get("/v1/runs/<int:number>/deliveries")
	def list_deliveries(number: int) -> Page[DeliveryView]:
		usual = "skipped" if "reason" in request.args else "accepted"
		state = DeliveryState(request.args.get("state") or usual)
		why = request.args.get("reason")
		text, people = request.args.get("q", ""), request.args.getlist("customer_ids", int)
		return Page[DeliveryView](
			items=[
				DeliveryView(
					id=c.id, recipient_key=str(c.id), customer_id=c.id, email=c.email, state=state,
					reason=why or ("rejected" if state is DeliveryState.FAILED else None),
					message_id=None, updated_at=NOW,
				)
				for c in world.customers.values()
				if not text or c.id in people or text in (c.email or "")
			]
		)  # fmt: skip

	@blueprint.get("/v1/unsubscribe")
	def show_state() -> UnsubscribeView:
		return view(world, request.args["token"])

	@blueprint.post("/v1/unsubscribe")
	def unsubscribe() -> UnsubscribeView:
		token = UnsubscribeRequest.model_validate_json(request.get_data()).token
		view(world, token)
		world.unsubscribed.add(token)
		return view(world, token)

	return blueprint


def keep_design(world: World, told: DesignUpload | DesignFile, html: str) -> Design:
	"""Return a design made of an upload, which has its faults."""
	if "<body" not in html:
		field = FieldError("html", say("El HTML no tiene cuerpo (<body>)."), "no_body")
		raise Invalid(say("El HTML no sirve."), fields=[field])
	refuse_taken(world, told.name)
	number = max(world.designs) + 1
	news: dict[str, Any] = {"id": number, "name": told.name, "subject": told.subject}
	notes = ["Se quitó un programa (script)."] if "<script" in html else []
	tags = [ForeignTag(written="*|FNAME|*", field="primer_nombre")] * ("*|" in html)
	news |= {"kind": DesignKind.UPLOADED, "notes": notes, "foreign_tags": tags}
	world.designs[number] = make_design(1).model_copy(update=news)
	return world.designs[number]


def change(
	world: World, number: int, told: DesignPatch | DesignFilePatch, news: dict[str, Any]
) -> Design:
	"""Return a new version of a design."""
	design = find_design(world, number)
	if told.version != design.version:
		raise Conflict(say("El diseño cambió mientras lo veía."), code="version_changed")
	refuse_taken(world, told.name or "", but=number)
	told_news = told.model_dump(include={"name", "subject"}, exclude_none=True)
	news = {**news, **told_news, "version": design.version + 1, "changed_at": NOW}
	world.designs[number] = design.model_copy(update=news)
	return world.designs[number]


def refuse_taken(world: World, name: str, but: int = 0) -> None:
	"""Refuse the name of another design in use."""
	used = [one for one in world.designs.values() if not one.archived and one.id != but]
	if name.lower() in {one.name.lower() for one in used}:
		message = say("Ya hay un diseño con ese nombre.")
		field = FieldError("name", message, "name_taken")
		raise Conflict(message, code="name_taken", fields=[field])


def find_design(world: World, number: int) -> Design:
	"""Return a design."""
	if number not in world.designs:
		raise NotFound(say("No hay ese diseño."))
	return world.designs[number]


def open_run(world: World, news: dict[str, Any]) -> Run:
	"""Return the run of this request's nonce, opened once."""
	nonce = read_key()
	if nonce not in world.nonces:
		number = max(world.runs) + 1
		news["id"] = number
		world.runs[number] = make_run(number, RunState.SENDING).model_copy(update=news)
		world.nonces[nonce] = number
	return find_run(world, world.nonces[nonce])


def view(world: World, token: str) -> UnsubscribeView:
	"""Return what a link says."""
	if token != GOOD_TOKEN:
		raise NotFound(say("El enlace no es válido."))
	return UnsubscribeView(
		masked_email="m***@example.com", company="Empresa de ejemplo",
		unsubscribed=token in world.unsubscribed,
	)  # fmt: skip


def find_run(world: World, number: int) -> Run:
	"""Return a run as it is now."""
	shown = world.runs[number]
	busy = (RunState.FILLING, RunState.SENDING)
	known = (JobAct.PAUSE, JobAct.RESUME, JobAct.CANCEL)
	eligible = shown.counts.eligible
	job = describe_job(JobKind.RUN, shown, busy, known, total=eligible, done=eligible - 180)
	return shown.model_copy(update={"job": job})
