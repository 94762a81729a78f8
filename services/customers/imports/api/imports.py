"""Import files: upload, progress, rejected rows."""

from collections.abc import Iterable

from chasqui.contracts.customers.imports import (
	ImportProgress,
	ImportQuery,
	RejectedRow,
)
from chasqui.contracts.customers.list_values import TableFormat
from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.customers import imports as endpoints
from chasqui.contracts.jobs import JobQuery
from chasqui.contracts.wire import ListQuery, Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.imports.wiring import ImportParts


def build_blueprint(wiring: ImportParts) -> Routes:
	routes = Routes("imports", __name__)

	@routes.serve(endpoints.receive_import)
	def receive_import(*, query: ImportQuery, file: Iterable[bytes]) -> ImportProgress:
		service = wiring.make_import_service(read_session())
		return service.receive(
			file,
			query.mode,
			query.file_name,
			read_actor(),
			start=query.start,
			amounts=query.amounts,
			kind=query.kind,
			evidence=query.read_evidence(),
		)

	@routes.serve(endpoints.list_imports)
	def list_imports(*, query: JobQuery) -> Page[ImportProgress]:
		return wiring.make_import_service(read_session()).list_page(query)

	@routes.serve(endpoints.show_import)
	def show_import(*, import_id: int) -> ImportProgress:
		return wiring.make_import_service(read_session()).get(import_id)

	@routes.serve(endpoints.list_rejected)
	def list_rejected(*, import_id: int, query: ListQuery) -> Page[RejectedRow]:
		service = wiring.make_import_service(read_session())
		return service.list_rejected(import_id, query)

	def open_report(import_id: int, form: TableFormat) -> Stream:
		file = wiring.make_report_exporter(read_session()).open(import_id, form)
		return Stream(file.chunks, file.media_type, file.name)

	@routes.serve(endpoints.download_rejected)
	def download_rejected(*, import_id: int) -> Stream:
		return open_report(import_id, TableFormat.CSV)

	@routes.serve(endpoints.download_rejected_sheet)
	def download_rejected_sheet(*, import_id: int) -> Stream:
		return open_report(import_id, TableFormat.XLSX)

	return routes
