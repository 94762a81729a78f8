"""What the benchmarks of customers stand on: a PostgreSQL with its durable settings, and ratios."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import SecretStr

from chasqui.stack.places import REPOSITORY, choose_postgres_folder, find_free_port
from chasqui.stack.postgres import EmbeddedPostgres
from chasqui.stack.processes import Supervisor
from customers.app.wiring import Wiring
from customers.config import CustomersConfig

SCALE = float(os.environ.get("CHASQUI_BENCH_SCALE", "1"))
PAIRS = int(os.environ.get("CHASQUI_BENCH_PAIRS", "5"))


@contextmanager
def run_postgres() -> Iterator[EmbeddedPostgres]:
	"""Yield a running PostgreSQL as the suite runs it; nothing of it is left afterwards."""
	with tempfile.TemporaryDirectory(prefix="chasqui-bench-") as folder:
		var = Path(folder)
		postgres = EmbeddedPostgres(choose_postgres_folder(var), find_free_port())
		supervisor = Supervisor(var / "log")
		try:
			postgres.prepare()
			supervisor.start(postgres.build_spec())
			supervisor.wait_ready(["postgres"], 30)
			yield postgres
		finally:
			supervisor.stop_all()
			shutil.rmtree(postgres.folder, ignore_errors=True)


def make_wiring(postgres: EmbeddedPostgres, name: str) -> Wiring:
	"""Return the parts of a customers service over a fresh database `name`."""
	postgres.ensure_database(name, "bench")
	url = postgres.build_url(name)
	command = [sys.executable, "-m", "alembic", "-n", "customers", "upgrade", "head"]
	environment = {**os.environ, "CHASQUI_DATABASE_URL": url}
	subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, check=True)
	# No broker: a nudge that nobody takes is lost, which costs nothing here.
	return Wiring(CustomersConfig(database_url=SecretStr(url), broker_url=SecretStr("memory://")))


def compare(
	measure_ours: Callable[[], float], measure_peer: Callable[[], float]
) -> list[dict[str, float]]:
	"""Return pairs of seconds, measured in turn, with the ratio of our speed to the peer's."""
	pairs = []
	for _ in range(PAIRS):
		ours, peer = measure_ours(), measure_peer()
		pairs.append({"ours": round(ours, 4), "peer": round(peer, 4), "ratio": peer / ours})
	return pairs


def summarise(values: list[float]) -> dict[str, float]:
	"""Return median, minimum and maximum of ratios."""
	return {
		"median": round(statistics.median(values), 3),
		"min": round(min(values), 3),
		"max": round(max(values), 3),
	}
