"""B7b: the import of a history of sales, read, checked and written whole, against COPY unchecked.

Ours: the file as uploaded (kept in pieces), gathered by document, each line read, priced, taxed and
compared, each document written with its lines and its step. Peer: `COPY` of what came of it into
the sales' own tables with all their indexes and keys: what adding these sales costs this database.
"""

import json
import resource
import tempfile
import time
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from pydantic import SecretStr

from benchmarks.customers_bench import SCALE, compare, make_wiring, run_postgres, summarise
from chasqui.contracts.customers.imports import ImportMode, ImportProgress
from chasqui.kernel.process import calm_collector
from chasqui.kernel.sheets.csv_files import write_lines
from chasqui.sample.catalogue import ITEMS
from chasqui.sample.customers import COLUMNS as CUSTOMER_COLUMNS
from chasqui.sample.customers import CustomerMaker
from chasqui.sample.sales import COLUMNS, SaleMaker
from chasqui.stack.postgres import EmbeddedPostgres
from customers.app.wiring import Wiring
from customers.audit.domain import Actor
from customers.config import CustomersConfig

LINES = round(1_000_000 * SCALE)
CUSTOMERS = max(LINES // 5, 1000)
SEED = 7
DAY = date(2026, 11, 1)
TARGET = 0.3
BENCH = Actor("task:bench", "bench")
PIECE = 1024 * 1024
BEFORE = "b7b"
NUMBERS = count()
TABLES = ("sale", "sale_line", "sale_step")


def run() -> dict[str, Any]:
	"""Return the figures: lines/s against COPY, median of the pairs, and the memory it took."""
	calm_collector()  # as the worker does
	with tempfile.TemporaryDirectory() as name, run_postgres() as postgres:
		folder = Path(name)
		lines = write_sales(folder)
		wiring = make_wiring(postgres, BEFORE)
		for file in ("customers.csv", "articulos.csv"):
			_import_file(wiring, folder / file)
		wiring.database.close()
		before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
		pairs = compare(
			lambda: _bring(_begin(postgres), folder, lines), lambda: _copy(_begin(postgres), folder)
		)
		peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
	ours = sorted(pair["ours"] for pair in pairs)[len(pairs) // 2]
	return {
		"id": "B7b",
		"title": "Importación de un historial de ventas, contra COPY en las propias tablas",
		"what": f"{lines} lines of documents of {CUSTOMERS} customers, from the upload to the end",
		"peer": "COPY of the same sales into their own tables with their indexes",
		"rows": lines,
		"ratio": summarise([pair["ratio"] for pair in pairs]),
		"target": TARGET,
		"pairs": pairs,
		"also": {
			"lines_per_second": round(lines / ours),
			"memory_before_mb": before // 1024,
			"memory_peak_mb": peak // 1024,
		},
	}


def write_sales(folder: Path) -> int:
	"""Write the files; return how many lines of sales there are."""
	items = [[one.kind, one.name, one.reference, str(one.price)] for one in ITEMS]
	header = ["Tipo", "Nombre", "Referencia", "Precio"]
	(folder / "articulos.csv").write_text(write_lines([header, *items]), "utf-8")
	maker, sales, written = CustomerMaker(SEED, DAY), SaleMaker(SEED, DAY), 0
	with (
		(folder / "customers.csv").open("w", encoding="utf-8") as people,
		(folder / "ventas.csv").open("w", encoding="utf-8") as sold,
	):
		people.write(write_lines([CUSTOMER_COLUMNS]))
		sold.write(write_lines([COLUMNS]))
		customers = list(maker.make(CUSTOMERS))
		people.writelines(write_lines([list(one.values())]) for one in customers)
		while written < LINES:
			for one in customers:
				lines = list(sales.make([one]))
				sold.write(write_lines(lines))
				written += len(lines)
				if written >= LINES:
					break
	return written


def _import_file(wiring: Wiring, path: Path) -> ImportProgress:
	with wiring.database.open_session() as session, path.open("rb") as file:
		pieces = iter(lambda: file.read(PIECE), b"")
		service = wiring.make_import_service(session)
		job = service.receive(pieces, ImportMode.CREATE, path.name, BENCH)
	wiring.import_runner.run(job.id)
	with wiring.database.open_session() as session:
		done = wiring.make_import_service(session).get(job.id)
	assert (done.state.value, done.rejected) == ("done", 0), done
	return done


def _begin(postgres: EmbeddedPostgres) -> Wiring:
	"""Return a service over a fresh database with the customers and the items alone."""
	name = f"b7b_{next(NUMBERS)}"
	with psycopg.connect(postgres.build_url("postgres"), autocommit=True) as connection:
		connection.execute(f"CREATE DATABASE {name} TEMPLATE {BEFORE}")
		connection.execute("CHECKPOINT")
	url = SecretStr(postgres.build_url(name))
	return Wiring(CustomersConfig(database_url=url, broker_url=SecretStr("memory://")))


def _bring(wiring: Wiring, folder: Path, lines: int) -> float:
	"""Return the seconds of the import; what it wrote is kept beside, for the peer."""
	start = time.perf_counter()
	done = _import_file(wiring, folder / "ventas.csv")
	seconds = time.perf_counter() - start
	assert done.rows == lines, done
	with wiring.database.open_raw() as connection, connection.cursor() as cursor:
		for table in TABLES:
			with (
				(folder / table).open("wb") as file,
				cursor.copy(f"COPY {table} TO STDOUT") as copy,
			):
				for data in copy:
					file.write(data)
	wiring.database.close()
	return seconds


def _copy(wiring: Wiring, folder: Path) -> float:
	"""Return the seconds of COPY of what the last import wrote."""
	start = time.perf_counter()
	with wiring.database.open_raw() as connection, connection.cursor() as cursor:
		for table in TABLES:
			with (
				(folder / table).open("rb") as file,
				cursor.copy(f"COPY {table} FROM STDIN") as copy,
			):
				while piece := file.read(PIECE):
					copy.write(piece)
		connection.commit()
	seconds = time.perf_counter() - start
	wiring.database.close()
	return seconds


if __name__ == "__main__":
	print(json.dumps(run(), indent=2, ensure_ascii=False))
