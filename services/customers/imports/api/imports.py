"""Import files: upload, progress, rejected rows."""

from collections.abc import Iterator

from flask import Blueprint, Response, request

from chasqui.contracts.access import Permission
from chasqui.contracts.customers import ListQuery
from chasqui.contracts.imports import ImportProgress, ImportQuery, RejectedRow
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_query, read_session
from chasqui.kernel.web.bodies import take_uploads
from customers.audit.api.actors import read_actor
from customers.imports.use_cases.tables import CHUNK_BYTES
from customers.imports.wiring import ImportParts

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def build_blueprint(wiring: ImportParts) -> Blueprint:
	blueprint = Blueprint("imports", __name__)

	@blueprint.post("/v1/imports")
	@grant(Permission.IMPORTS_RUN)
	@take_uploads
	def receive_import() -> tuple[ImportProgress, int]:
		asked = read_query(ImportQuery)
		pieces = iter(lambda: request.stream.read(CHUNK_BYTES), b"")
		desk = wiring.make_import_desk(read_session())
		return desk.receive(
			pieces,
			asked.mode,
			asked.file_name,
			read_actor(),
			start=asked.start,
			evidence=asked.read_evidence(),
		), 202

	@blueprint.get("/v1/imports")
	@grant(Permission.IMPORTS_READ)
	def list_imports() -> Page[ImportProgress]:
		query = read_query(ListQuery)
		return wiring.make_import_desk(read_session()).list_page(query.cursor, query.limit)

	@blueprint.get("/v1/imports/<int:import_id>")
	@grant(Permission.IMPORTS_READ)
	def show_import(import_id: int) -> ImportProgress:
		return wiring.make_import_desk(read_session()).get(import_id)

	@blueprint.get("/v1/imports/<int:import_id>/rejected")
	@grant(Permission.IMPORTS_READ)
	def list_rejected(import_id: int) -> Page[RejectedRow]:
		query = read_query(ListQuery)
		desk = wiring.make_import_desk(read_session())
		return desk.list_rejected(import_id, query.cursor, query.limit)

	@blueprint.get("/v1/imports/<int:import_id>/rejected.csv")
	@grant(Permission.IMPORTS_READ)
	def download_rejected(import_id: int) -> Response:
		lines = wiring.make_report_writer().stream_csv(import_id)
		return _attach(lines, "text/csv; charset=utf-8", f"rechazados-{import_id}.csv")

	@blueprint.get("/v1/imports/<int:import_id>/rejected.xlsx")
	@grant(Permission.IMPORTS_READ)
	def download_rejected_sheet(import_id: int) -> Response:
		pieces = wiring.make_report_writer().stream_xlsx(import_id)
		return _attach(pieces, XLSX, f"rechazados-{import_id}.xlsx")

	return blueprint


def _attach(pieces: Iterator[str] | Iterator[bytes], media: str, name: str) -> Response:
	headers = {"Content-Disposition": f'attachment; filename="{name}"'}
	return Response(pieces, content_type=media, headers=headers)
