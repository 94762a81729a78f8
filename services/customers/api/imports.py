"""Import files: upload, progress, rejected rows."""

import csv
import io
from collections.abc import Iterator

from flask import Blueprint, Response, request

from chasqui.contracts.access import Role
from chasqui.contracts.customers import ImportProgress, ImportQuery, ListQuery, RejectedRow
from chasqui.contracts.wire import Page
from chasqui.kernel.auth import grant
from chasqui.kernel.web import read_query, read_session
from customers.api.actors import read_actor
from customers.use_cases.import_desk import CHUNK_BYTES
from customers.wiring import Wiring

REPORT_PAGE = 200


def build_blueprint(wiring: Wiring) -> Blueprint:
	blueprint = Blueprint("imports", __name__)

	@blueprint.post("/v1/imports")
	@grant(Role.ADMINISTRATOR)
	def receive_import() -> tuple[ImportProgress, int]:
		asked = read_query(ImportQuery)
		request.max_content_length = wiring.config.import_max_bytes
		pieces = iter(lambda: request.stream.read(CHUNK_BYTES), b"")
		desk = wiring.make_import_desk(read_session())
		return desk.receive(pieces, asked.mode, asked.file_name, read_actor()), 202

	@blueprint.get("/v1/imports")
	@grant(Role.ADMINISTRATOR, Role.MARKETING_HEAD)
	def list_imports() -> Page[ImportProgress]:
		query = read_query(ListQuery)
		return wiring.make_import_desk(read_session()).list_page(query.cursor, query.limit)

	@blueprint.get("/v1/imports/<int:import_id>")
	@grant(Role.ADMINISTRATOR, Role.MARKETING_HEAD)
	def show_import(import_id: int) -> ImportProgress:
		return wiring.make_import_desk(read_session()).get(import_id)

	@blueprint.get("/v1/imports/<int:import_id>/rejected")
	@grant(Role.ADMINISTRATOR, Role.MARKETING_HEAD)
	def list_rejected(import_id: int) -> Page[RejectedRow]:
		query = read_query(ListQuery)
		desk = wiring.make_import_desk(read_session())
		return desk.list_rejected(import_id, query.cursor, query.limit)

	@blueprint.get("/v1/imports/<int:import_id>/rejected.csv")
	@grant(Role.ADMINISTRATOR, Role.MARKETING_HEAD)
	def download_rejected(import_id: int) -> Response:
		wiring.make_import_desk(read_session()).get(import_id)
		name = f"rechazados-{import_id}.csv"
		headers = {"Content-Disposition": f'attachment; filename="{name}"'}
		lines = _write_report(wiring, import_id)
		return Response(lines, content_type="text/csv; charset=utf-8", headers=headers)

	return blueprint


def _write_report(wiring: Wiring, import_id: int) -> Iterator[str]:
	"""Yield the report page by page; the request's own session has ended by then."""
	yield "\ufefflinea,campo,motivo,codigo\r\n"  # with a BOM, spreadsheets read UTF-8
	cursor: str | None = None
	while True:
		with wiring.database.open_session() as session:
			page = wiring.make_import_desk(session).list_rejected(import_id, cursor, REPORT_PAGE)
		yield _write_rows(page.items)
		cursor = page.next_cursor
		if cursor is None:
			return


def _write_rows(rows: list[RejectedRow]) -> str:
	text = io.StringIO()
	writer = csv.writer(text)
	writer.writerows((row.line, row.field or "", row.reason, row.code) for row in rows)
	return text.getvalue()
