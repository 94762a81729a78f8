"""What imports found and brought besides customers: dry runs, evidence."""

from collections.abc import Iterable

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.imports import (
	ConsentProof,
	ImportCheck,
	ImportColumns,
	ImportConflict,
	ImportPlan,
	ImportProgress,
	ImportQuery,
	RejectedRow,
)
from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.jobs import JobActRequest, JobQuery
from chasqui.contracts.wire import ListQuery, Page


@API.declare("GET", "/v1/imports/{import_id}/check", Permission.IMPORTS_RUN)
def show_check(*, import_id: int) -> ImportCheck: ...


@API.declare("GET", "/v1/customers/{customer_id}/consents", Permission.CUSTOMERS_READ)
def list_consents(*, customer_id: int) -> Page[ConsentProof]: ...


@API.declare("GET", "/v1/imports/{import_id}/columns", Permission.IMPORTS_RUN)
def show_columns(*, import_id: int) -> ImportColumns: ...


@API.declare("POST", "/v1/imports/{import_id}/check", Permission.IMPORTS_RUN, status=202)
def begin_check(*, import_id: int, body: ImportPlan) -> ImportProgress: ...


@API.declare("POST", "/v1/imports/{import_id}/run", Permission.IMPORTS_RUN, status=202)
def begin_run(*, import_id: int) -> ImportProgress: ...


@API.declare("POST", "/v1/imports/{import_id}/undoing", Permission.IMPORTS_RUN, status=202)
def begin_undo(*, import_id: int) -> ImportProgress: ...


@API.declare("GET", "/v1/imports/{import_id}/conflicts", Permission.IMPORTS_RUN)
def list_undo_conflicts(*, import_id: int, query: ListQuery) -> Page[ImportConflict]: ...


@API.declare("POST", "/v1/imports/{import_id}/actions", Permission.IMPORTS_RUN)
def act_on_import(*, import_id: int, body: JobActRequest) -> ImportProgress: ...


@API.declare("POST", "/v1/imports", Permission.IMPORTS_RUN, status=202, is_large=True)
def receive_import(*, query: ImportQuery, file: Iterable[bytes]) -> ImportProgress: ...


@API.declare("GET", "/v1/imports", Permission.IMPORTS_READ)
def list_imports(*, query: JobQuery) -> Page[ImportProgress]: ...


@API.declare("GET", "/v1/imports/{import_id}", Permission.IMPORTS_READ)
def show_import(*, import_id: int) -> ImportProgress: ...


@API.declare("GET", "/v1/imports/{import_id}/rejected", Permission.IMPORTS_READ)
def list_rejected(*, import_id: int, query: ListQuery) -> Page[RejectedRow]: ...


@API.declare("GET", "/v1/imports/{import_id}/rejected.csv", Permission.IMPORTS_READ)
def download_rejected(*, import_id: int) -> Stream: ...


@API.declare("GET", "/v1/imports/{import_id}/rejected.xlsx", Permission.IMPORTS_READ)
def download_rejected_sheet(*, import_id: int) -> Stream: ...
