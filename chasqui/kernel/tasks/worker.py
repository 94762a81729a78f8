"""The Celery app of a service: one queue, late acknowledgement, no result store, no Flask.

Tasks run in threads of one process: a killed process takes all its work with it, and what was
under way is found again through its row (lease and sweep), never through the broker alone.
"""

from collections import ChainMap
from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain
from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_ready

from chasqui.kernel.config.settings import DataConfig
from chasqui.kernel.features import Features
from chasqui.kernel.log import set_up_logging
from chasqui.kernel.process import calm_collector
from chasqui.kernel.tasks.catch_up import CatchUp
from chasqui.kernel.tasks.heartbeat import start_heartbeat
from chasqui.kernel.tasks.messages import build_transport_settings
from chasqui.kernel.tasks.recounts import KeepDifference, Recount
from chasqui.kernel.tasks.runs import guard_task, run_all

THREADS = 4


def build_worker(
	service: str, config: DataConfig, tasks: Mapping[str, Callable[..., Any]]
) -> Celery:
	"""Return the Celery app that runs `tasks` (by their names on the broker) from its queue."""
	app = Celery(service, broker=config.broker_url.get_secret_value())
	app.conf.update(
		build_transport_settings(config.redis_prefix),
		task_default_queue=service,
		task_acks_late=True,
		task_reject_on_worker_lost=True,
		worker_prefetch_multiplier=1,
		worker_pool="threads",
		worker_concurrency=THREADS,
		worker_hijack_root_logger=False,
		worker_cancel_long_running_tasks_on_connection_loss=False,
		enable_utc=True,
	)
	app.steps["consumer"].add(CatchUp)
	for name, run in tasks.items():
		app.task(guard_task(name, run), name=name)
	_keep_our_logging(service, config.log_level)
	return app


def gather_tasks(
	features: Features,
	wiring: Any,
	sweep: str,
	*also: Callable[[], object],
	recount: str = "",
	keep: KeepDifference | None = None,
) -> dict[str, Callable[..., Any]]:
	"""Return the tasks of all features; `sweep` runs what each looks after, and `also`; `recount`,
	if the service has it, counts again what each keeps figures of, and `keep` keeps what differs.
	"""
	steps = [*also, *chain(*features.gather("tasks", "build_sweeps", wiring))]
	tasks = ChainMap(*features.gather("tasks", "build_tasks", wiring))
	recounts = [partial(one.run, wiring.database, keep) for one in list_recounts(features, wiring)]
	own = {sweep: lambda: run_all(steps), **tasks}
	return {**own, recount: lambda: run_all(recounts)} if recount else own


def list_recounts(features: Features, wiring: Any) -> list[Recount]:
	"""Return all figures of a service that are kept and counted again."""
	return [*chain(*features.gather("tasks", "build_recounts", wiring))]


def run_worker(app: Celery) -> None:
	"""Run the worker until the process is asked to end: ``python -m SERVICE.app.worker``.

	A file named by CHASQUI_READY_FILE is made once the worker takes messages, and then shows that
	the process lives.
	"""

	@worker_ready.connect(weak=False)  # type: ignore[untyped-decorator]
	def announce_ready(**_: Any) -> None:
		ready_file = DataConfig().ready_file
		if ready_file is not None:
			start_heartbeat(ready_file)

	calm_collector()
	quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel=INFO"]
	app.worker_main(["worker", "--pool=threads", f"--concurrency={THREADS}", *quiet])


def _keep_our_logging(service: str, level: str) -> None:
	@setup_logging.connect(weak=False)  # type: ignore[untyped-decorator]
	def set_up(**_: Any) -> None:
		set_up_logging(service, level)
