"""Plays the imports of the customers service: each look lets the worker go one state on."""

from typing import Any

from flask import Blueprint, Response, request

from chasqui.contracts.customers.imports import (
	AmountWriting,
	Certainty,
	CustomTarget,
	GuessSource,
	ImportCheck,
	ImportColumn,
	ImportColumns,
	ImportConflict,
	ImportKind,
	ImportMode,
	ImportPlan,
	ImportProgress,
	ImportState,
	RejectedRow,
	name_target,
)
from chasqui.contracts.jobs import JobAct, JobKind
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict, Invalid
from chasqui.kernel.texts.text import say
from tests.support.fakes.jobs import describe_job, read_change, read_stage
from tests.support.fakes.world import NOW, World, make_import

GOES_ON = {
	ImportState.READING: ImportState.MAPPING,
	ImportState.CHECKING: ImportState.CHECKED,
	ImportState.QUEUED: ImportState.RUNNING,
	ImportState.RUNNING: ImportState.DONE,
}
BUSY = tuple(GOES_ON)
# Those at which one waits for a person: they have no act but the cancelling.
ASKING = (ImportState.MAPPING, ImportState.CHECKED)
COLUMNS = ImportColumns(
	columns=[
		ImportColumn(
			index=0, header="Cédula", samples=["1712345675", "0926687856"], target="id_number",
			guessed_by=GuessSource.NAME, certainty=Certainty.SURE,
		),
		ImportColumn(
			index=1, header="Nombre completo", samples=["Rosa Imbabura Sintética"], target="name",
			guessed_by=GuessSource.REMEMBERED, certainty=Certainty.SURE,
		),
		ImportColumn(
			index=2, header="Contacto web", samples=["persona1@example.com"], target="email",
			guessed_by=GuessSource.SAMPLES, certainty=Certainty.LIKELY,
		),
		ImportColumn(index=3, header="Nota", samples=["Llamar por la tarde", "VIP"]),
	],
	amounts=AmountWriting.SPANISH,
	custom=[CustomTarget(target="custom.plan", label="Plan contratado")],
)  # fmt: skip
SALE_COLUMNS = ImportColumns(
	kind=ImportKind.SALES,
	columns=[
		ImportColumn(
			index=index, header=header, samples=[sample], target=target,
			guessed_by=GuessSource.NAME, certainty=Certainty.SURE,
		)
		for index, (header, sample, target) in enumerate(
			(
				("Factura", "FAC-77", "number"), ("Cédula", "1712345675", "id_number"),
				("Fecha emisión", "10/05/2023", "invoiced_on"), ("Código", "FIB-300", "reference"),
				("Cant.", "2", "quantity"), ("P. unitario", "25,00", "unit_price"),
			)
		)
	],
	amounts=AmountWriting.SPANISH,
)  # fmt: skip
FAULTS = [
	RejectedRow(
		line=12, field="id_number", label="Identificación", value="1712345670",
		code="bad_check_digit", reason="El dígito verificador no corresponde.",
	),
	RejectedRow(
		line=7, field="email", label="Correo", value="persona@", code="bad_email",
		reason="El correo electrónico no es válido.", is_warning=True,
	),
]  # fmt: skip


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	"""Return the doors."""
	blueprint = Blueprint("imports", __name__)

	def put(number: int, state: ImportState) -> ImportProgress:
		ended = NOW if state in (ImportState.DONE, ImportState.CANCELLED) else None
		news: dict[str, Any] = {"state": state, "finished_at": ended}
		world.imports[number] = world.imports[number].model_copy(update=news)
		return show(world, number)

	@blueprint.post("/v1/imports")
	def start() -> tuple[ImportProgress, int]:
		body, number = request.get_data(), max(world.imports) + 1
		if request.args["start"] != "false":
			raise Invalid(say("El portal siempre pregunta."))
		is_text = request.args["file_name"].endswith(".csv")
		started = make_import(number, ImportState.MAPPING if is_text else ImportState.READING)
		news: dict[str, Any] = {
			"bytes_total": len(body), "bytes_read": 0, "file_name": request.args["file_name"],
			"mode": ImportMode(request.args["mode"]), "finished_at": None,
			"kind": ImportKind(request.args.get("kind", "customers")),
		}  # fmt: skip
		world.imports[number] = started.model_copy(update=news)
		return show(world, number), 202

	@blueprint.get("/v1/imports")
	def list_imports() -> Page[ImportProgress]:
		rows = (show(world, number) for number in world.imports)
		return Page[ImportProgress](items=read_stage(rows))

	@blueprint.get("/v1/imports/<int:number>")
	def show_import(number: int) -> ImportProgress:
		shown = show(world, number)
		put(number, GOES_ON.get(shown.state, shown.state))
		return shown

	@blueprint.get("/v1/imports/<int:number>/columns")
	def show_columns(number: int) -> ImportColumns:
		if world.imports[number].state not in (ImportState.MAPPING, ImportState.CHECKED):
			raise Conflict(say("Esta importación ya no espera sus columnas."))
		is_sales = world.imports[number].kind is ImportKind.SALES
		return (SALE_COLUMNS if is_sales else COLUMNS).model_copy(deep=True)

	@blueprint.post("/v1/imports/<int:number>/check")
	def check(number: int) -> tuple[ImportProgress, int]:
		plan = ImportPlan.model_validate_json(request.get_data())
		needed = "number" if world.imports[number].kind is ImportKind.SALES else "name"
		if needed not in plan.targets:
			raise Invalid(say("Faltan columnas obligatorias: {name}.", name=name_target(needed)))
		world.plans[number] = plan
		return put(number, ImportState.CHECKING), 202

	@blueprint.get("/v1/imports/<int:number>/check")
	def show_check(number: int) -> ImportCheck:
		return ImportCheck(
			rows=1000,
			good=985,
			news=960,
			existing=25,
			rejected=15,
			partial=4,
			warnings=2,
			faults=FAULTS,
		)

	@blueprint.post("/v1/imports/<int:number>/run")
	def run(number: int) -> tuple[ImportProgress, int]:
		if world.imports[number].state is not ImportState.CHECKED:
			raise Conflict(say("La importación ya no está en ese estado."))
		return put(number, ImportState.QUEUED), 202

	@blueprint.post("/v1/imports/<int:number>/actions")
	def act(number: int) -> ImportProgress:
		return put(number, ImportState(read_change(show(world, number).job)))

	@blueprint.post("/v1/imports/<int:number>/undoing")
	def undo(number: int) -> tuple[ImportProgress, int]:
		if not world.imports[number].changes:
			raise Conflict(say("No hay nada que devolver."))
		news = {"changes": 0, "undone": 2, "conflicts": 1, "finished_at": NOW}
		undone = {**news, "state": ImportState.UNDONE}
		world.imports[number] = world.imports[number].model_copy(update=undone)
		return show(world, number), 202

	@blueprint.get("/v1/imports/<int:number>/conflicts")
	def list_conflicts(number: int) -> Page[ImportConflict]:
		assert number in world.imports
		kept = ImportConflict(customer_id=1, name="Rosa Imbabura Sintética", fields=["Correo"])
		return Page[ImportConflict](items=[kept])

	@blueprint.get("/v1/imports/<int:number>/rejected.csv")
	@blueprint.get("/v1/imports/<int:number>/rejected.xlsx")
	def list_rejected(number: int) -> Response:
		return Response("email,motivo\nmalo,No es un correo\n", mimetype="text/csv")

	return blueprint


def show(world: World, number: int) -> ImportProgress:
	"""Return an import as it is now."""
	shown = world.imports[number]
	told: dict[str, Any] = {"done": shown.bytes_read, "total": shown.bytes_total}
	if shown.state in (*ASKING, ImportState.READING, ImportState.CHECKING):
		told["acts"] = [JobAct.CANCEL]
	job = describe_job(JobKind.IMPORT, shown, BUSY, **told)
	return shown.model_copy(update={"job": job})
