import subprocess
import sys

import pytest

from chasqui.contracts import queues
from chasqui.contracts.access import Service
from chasqui.stack.places import REPOSITORY
from chasqui.stack.plan import WORKERS

TASK_NAMES = {
	value
	for name, value in vars(queues).items()
	if name.isupper() and isinstance(value, str) and "." in value
} | {*queues.CONSUME_EVENTS.values()}
LIST_TASKS = (
	"import sys\n"
	"from {service}.app.worker import create_worker\n"
	"app = create_worker()\n"
	"print(*[name for name in app.tasks if not name.startswith('celery.')])\n"
	"print('flask' in sys.modules)\n"
)


@pytest.fixture(scope="module")
def tasks_by_service() -> dict[str, tuple[set[str], bool]]:
	found = {}
	for service in WORKERS:
		code = LIST_TASKS.format(service=service)
		command = [sys.executable, "-c", code]
		output = subprocess.run(
			command, cwd=REPOSITORY, capture_output=True, text=True, check=True
		).stdout.splitlines()
		found[service] = (set(output[0].split()), output[1] == "True")
	return found


@pytest.mark.covers("K13")
class TestWorkers:
	def test_every_task_named_in_the_contract_has_a_worker(
		self, tasks_by_service: dict[str, tuple[set[str], bool]]
	) -> None:
		assert set().union(*(names for names, _ in tasks_by_service.values())) == TASK_NAMES

	def test_every_worker_runs_only_tasks_of_its_own_name(
		self, tasks_by_service: dict[str, tuple[set[str], bool]]
	) -> None:
		for service, (names, _) in tasks_by_service.items():
			assert {name.partition(".")[0] for name in names} == {service}

	def test_no_worker_imports_flask(
		self, tasks_by_service: dict[str, tuple[set[str], bool]]
	) -> None:
		assert [name for name, (_, has_flask) in tasks_by_service.items() if has_flask] == []

	def test_the_beat_sends_known_tasks_to_queues_that_have_a_worker(self) -> None:
		for tick in queues.BEAT_SCHEDULE:
			assert tick.task in TASK_NAMES
			assert tick.queue in {Service(name).value for name in WORKERS}
			assert tick.task.startswith(f"{tick.queue}.")
