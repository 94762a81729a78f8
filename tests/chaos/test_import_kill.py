"""A worker killed in the middle of an import: another one finishes it, row by row exactly."""

import csv
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from chasqui.contracts.customers.imports import ImportKind, ImportMode, ImportProgress
from chasqui.kernel.data.database import Database
from chasqui.kernel.sheets.csv_files import write_lines
from chasqui.sample.files import SampleFiles, write_sample
from customers.app.wiring import Wiring
from customers.audit.domain import Actor
from customers.config import CustomersConfig

CUSTOMERS = 3000
KILLS = 2
ROWS_PER_BATCH = 50
ADMIN = Actor("staff:1", "Administración")
WORKER = """
import sys
from customers.config import CustomersConfig
from customers.audit.domain import Actor
from customers.app.wiring import Wiring
Wiring(CustomersConfig()).import_runner.run(int(sys.argv[1]))
"""
SALE_HEADER = ["number", "id_number", "invoiced_on", "reference", "quantity", "unit_price"]
DOCUMENTS, LINES_EACH = 1000, 4
LINES, WRONG = DOCUMENTS * LINES_EACH, 5 * LINES_EACH
WHOLE = """
SELECT count(*), count(DISTINCT number), min(lines), max(lines) FROM (
	SELECT number, count(*) AS lines FROM sale JOIN sale_line ON sale_id = sale.id GROUP BY sale.id
) AS sold
"""
REJECTED = "SELECT count(DISTINCT line) FROM import_rejection WHERE NOT is_warning"


@pytest.mark.chaos
class TestImportKill:
	def test_no_row_is_lost_or_done_twice(self, wiring: Wiring, sample: SampleFiles) -> None:
		indexes = list_indexes(wiring)
		job = upload(wiring, sample)
		choose = random.Random(7)
		goal = 0
		for _ in range(KILLS):
			goal += choose.randrange(300, 1200)
			kill_at(wiring, job.id, goal)
			assert read_job(wiring, job.id).state.value == "running"
			assert list_indexes(wiring) == []
			with wiring.database.open_session() as session:
				session.execute(text("UPDATE import_job SET leased_until = now()"))
		subprocess.run(**build_worker(wiring, job.id), check=True, timeout=120)
		done = read_job(wiring, job.id)
		assert done.state.value == "done"
		assert (done.created, done.rejected) == (sample.customers, sample.faulty)
		with wiring.database.open_session() as session:
			counted = session.execute(text("SELECT count(*) FROM customer")).scalar_one()
			rejected = session.execute(text(REJECTED)).scalar_one()
			cells = session.execute(text("SELECT sum(n) FROM segment_band")).scalar_one()
		assert list_indexes(wiring) == indexes
		assert (counted, rejected, cells) == (sample.customers, sample.faulty, sample.customers)


@pytest.mark.chaos
@pytest.mark.covers("C14")
class TestSaleKill:
	def test_no_document_is_lost_cut_or_written_twice(
		self, wiring: Wiring, sample: SampleFiles
	) -> None:
		sell(wiring, sample)
		rows = scatter_lines(sample)
		job = receive(wiring, write_lines([SALE_HEADER, *rows]).encode(), "ventas.csv")
		assert job.kind is ImportKind.SALES
		# Twice while its rows are gathered, twice while its documents are taken.
		for reached in (
			lambda now: now.rows >= LINES // 5,
			lambda now: now.rows >= LINES // 2,
			lambda now: now.created >= DOCUMENTS // 5,
			lambda now: now.created >= DOCUMENTS // 2,
		):
			kill_when(wiring, job.id, reached)
			with wiring.database.open_session() as session:
				session.execute(text("UPDATE import_job SET leased_until = now()"))
		subprocess.run(**build_worker(wiring, job.id), check=True, timeout=120)
		done = read_job(wiring, job.id)
		assert (done.state.value, done.rows, done.rejected) == ("done", LINES, WRONG)
		assert done.created == DOCUMENTS - WRONG // LINES_EACH
		with wiring.database.open_session() as session:
			found = session.execute(text(WHOLE)).one()
			left = session.execute(text("SELECT count(*) FROM import_sale_line")).scalar_one()
		assert tuple(found) == (done.created, done.created, LINES_EACH, LINES_EACH)
		assert left == 0


def sell(wiring: Wiring, sample: SampleFiles) -> None:
	"""Let there be customers and one item."""
	customers = upload(wiring, sample)
	items = receive(wiring, b"nombre,referencia,precio\nFibra,FIB,25\n", "articulos.csv")
	for one in (customers, items):
		wiring.import_runner.run(one.id)


def scatter_lines(sample: SampleFiles) -> list[list[str]]:
	"""Return the lines of documents, no two of one together; of some documents one line is wrong.

	`WRONG` lines are of those.
	"""
	with sample.customers_file.open(encoding="utf-8") as file:
		[first, *_others] = [row["id_number"] for row in csv.DictReader(file)]
	rows = [
		[f"F-{n % DOCUMENTS:05d}", first, "2024-05-10", "FIB", "1", "25.00"] for n in range(LINES)
	]
	for number in range(WRONG // LINES_EACH):
		rows[number][4] = "0"
	return rows


def list_indexes(wiring: Wiring) -> list[str]:
	"""Return how the customers' indexes are built, without those that make something unique."""
	query = text(
		"SELECT pg_get_indexdef(indexrelid) AS definition FROM pg_index"
		" WHERE indrelid = 'customer'::regclass AND NOT indisunique AND indisvalid ORDER BY 1"
	)
	with wiring.database.open_session() as session:
		return list(session.execute(query).scalars())


def kill_at(wiring: Wiring, import_id: int, rows: int) -> None:
	"""Start a worker and kill it once the import has read so many rows."""
	kill_when(wiring, import_id, lambda now: now.rows >= rows)


def kill_when(
	wiring: Wiring, import_id: int, has_reached: Callable[[ImportProgress], bool]
) -> None:
	"""Start a worker and kill it once the import has come so far."""
	with subprocess.Popen(**build_worker(wiring, import_id)) as worker:
		limit = time.monotonic() + 60
		while not has_reached(read_job(wiring, import_id)):
			assert time.monotonic() < limit, "the import does not move"
			assert worker.poll() is None, "the worker ended before it was killed"
			time.sleep(0.005)
		worker.send_signal(signal.SIGKILL)


def build_worker(wiring: Wiring, import_id: int) -> dict[str, object]:
	environment = {
		**os.environ,
		"PYTHONPATH": os.pathsep.join(sys.path),
		"CHASQUI_DATABASE_URL": wiring.config.database_url.get_secret_value(),
		"CHASQUI_BROKER_URL": "memory://",
		# The file is a first load: indexes rest, and none is lost with a worker.
		"CHASQUI_IMPORT_FIRST_LOAD_ROWS": str(CUSTOMERS // 2),
		"CHASQUI_IMPORT_BATCH_ROWS": str(ROWS_PER_BATCH),
	}
	return {"args": [sys.executable, "-c", WORKER, str(import_id)], "env": environment}


def upload(wiring: Wiring, sample: SampleFiles) -> ImportProgress:
	return receive(wiring, sample.customers_file.read_bytes(), "customers.csv")


def receive(wiring: Wiring, content: bytes, name: str) -> ImportProgress:
	with wiring.database.open_session() as session:
		service = wiring.make_import_service(session)
		return service.receive([content], ImportMode.CREATE, name, ADMIN)


def read_job(wiring: Wiring, import_id: int) -> ImportProgress:
	with wiring.database.open_session() as session:
		return wiring.make_import_service(session).get(import_id)


@pytest.fixture
def sample(tmp_path: Path) -> SampleFiles:
	return write_sample(tmp_path, customers=CUSTOMERS, seed=3, as_of=date(2026, 11, 1))


@pytest.fixture
def wiring(make_database):
	url = SecretStr(make_database("customers"))
	wiring = Wiring(CustomersConfig(database_url=url, broker_url=SecretStr("memory://")))
	assert isinstance(wiring.database, Database)
	yield wiring
	wiring.database.close()
