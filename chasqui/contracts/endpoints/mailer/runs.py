"""Opening runs over HTTP: on demand, and tests. A double click is one run."""

from chasqui.contracts.access import Permission, Scope
from chasqui.contracts.endpoint import Once
from chasqui.contracts.endpoints.mailer import API
from chasqui.contracts.jobs import JobActRequest
from chasqui.contracts.mailer.runs import (
	DeliveryQuery,
	DeliveryView,
	Run,
	RunQuery,
	RunRequest,
	TestSendRequest,
)
from chasqui.contracts.wire import Page


@API.declare(
	"POST", "/v1/runs", Permission.RUNS_WRITE, scopes=[Scope.RUNS_WRITE], status=201, once=Once.MUST
)
def open_run(*, body: RunRequest) -> Run: ...


@API.declare("POST", "/v1/test-sends", Permission.RUNS_WRITE, status=201, once=Once.MUST)
def open_test(*, body: TestSendRequest) -> Run: ...


@API.declare("GET", "/v1/runs", Permission.RUNS_READ)
def list_runs(*, query: RunQuery) -> Page[Run]: ...


@API.declare("GET", "/v1/runs/{run_id}", Permission.RUNS_READ)
def show_run(*, run_id: int) -> Run: ...


@API.declare("POST", "/v1/runs/{run_id}/actions", Permission.RUNS_WRITE)
def act_on_run(*, run_id: int, body: JobActRequest) -> Run: ...


@API.declare("GET", "/v1/runs/{run_id}/deliveries", Permission.RUNS_READ)
def list_deliveries(*, run_id: int, query: DeliveryQuery) -> Page[DeliveryView]: ...
