"""B7: the import of a CSV file of customers, validated row by row, against COPY without checks.

Ours: the file as uploaded (kept in pieces), read, validated, staged, inserted, the segment cube
compacted, all indexes built (they rest meanwhile, as in every first load). Peer: `COPY` of the same
file into a bare table of text columns without any index or key: less than any table that can be
searched costs. So `also` tells the ratio to `COPY` of clean values into the customers' own table
with its indexes and triggers: what adding these customers row by row costs this database.
"""

import json
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.customers_bench import SCALE, compare, make_wiring, run_postgres, summarise
from chasqui.contracts.customers.imports import ImportMode
from chasqui.kernel.process import calm_collector
from chasqui.sample.customers import COLUMNS
from chasqui.sample.files import SampleFiles, write_sample
from customers.app.wiring import Wiring
from customers.audit.domain import Actor

ROWS = round(1_000_000 * SCALE)
SEED = 7
DAY = date(2026, 11, 1)
TARGET = 0.1
BENCH = Actor("task:bench", "bench")
PIECE = 1024 * 1024
EMPTY = "TRUNCATE customer, segment_delta, segment_step, segment_band, import_job CASCADE"
BARE = f"CREATE TABLE bare ({', '.join(f'{name} text' for name in COLUMNS)})"
COPIED = (
	"kind, id_type, id_number, name, name_key, gender, birth_date, monthly_income, email, phone,"
	" address, province, canton, registered_on, consent_email, consent_phone, consent_source,"
	" synthetic"
)


def run() -> dict[str, Any]:
	"""Return the figures: rows/s against COPY, median of the pairs."""
	calm_collector()  # as the worker does
	with tempfile.TemporaryDirectory() as folder, run_postgres() as postgres:
		sample = write_sample(Path(folder), customers=ROWS, seed=SEED, as_of=DAY, is_rich=False)
		wiring = make_wiring(postgres, "b7")
		url = wiring.config.database_url.get_secret_value()
		with psycopg.connect(url, autocommit=True) as connection:
			connection.execute(BARE)
			version = connection.execute("SHOW server_version").fetchone()
			pairs = compare(
				lambda: _import_file(wiring, sample), lambda: _copy_bare(connection, sample)
			)
			own_table = _copy_own_table(connection, Path(folder))
		wiring.database.close()
	ratios = [pair["ratio"] for pair in pairs]
	ours = sorted(pair["ours"] for pair in pairs)[len(pairs) // 2]
	return {
		"id": "B7",
		"title": "Importación de clientes validada, contra COPY sin validar",
		"what": f"{ROWS} good rows and {sample.faulty} faulty ones, from the upload to the cube",
		"peer": f"COPY into a bare table, PostgreSQL {version[0] if version else '?'}",
		"rows": ROWS,
		"ratio": summarise(ratios),
		"target": TARGET,
		"pairs": pairs,
		"also": {
			"rows_per_second": round(ROWS / ours),
			"ratio_to_copy_into_own_table": round(own_table / ours, 3),
		},
	}


def _import_file(wiring: Wiring, sample: SampleFiles) -> float:
	with psycopg.connect(wiring.config.database_url.get_secret_value()) as connection:
		connection.execute(EMPTY)
	_settle(wiring)
	start = time.perf_counter()
	with wiring.database.open_session() as session, sample.customers_file.open("rb") as file:
		pieces = iter(lambda: file.read(PIECE), b"")
		desk = wiring.make_import_service(session)
		job = desk.receive(pieces, ImportMode.CREATE, "customers.csv", BENCH)
	wiring.import_runner.run(job.id)
	seconds = time.perf_counter() - start
	with wiring.database.open_session() as session:
		done = wiring.make_import_service(session).get(job.id)
	assert (done.created, done.rejected) == (sample.customers, sample.faulty), done
	return seconds


def _copy_bare(connection: psycopg.Connection[Any], sample: SampleFiles) -> float:
	connection.execute("TRUNCATE bare")
	return _copy_file(
		connection, "COPY bare FROM STDIN (FORMAT csv, HEADER)", sample.customers_file
	)


def _copy_own_table(connection: psycopg.Connection[Any], folder: Path) -> float:
	"""Return the seconds of COPY into `customer` of what the last import brought in."""
	clean = folder / "clean.tsv"
	query = f"COPY (SELECT {COPIED} FROM customer) TO STDOUT"
	with connection.cursor() as cursor, clean.open("wb") as file, cursor.copy(query) as copy:
		for data in copy:
			file.write(data)
	connection.execute(EMPTY)
	return _copy_file(connection, f"COPY customer ({COPIED}) FROM STDIN", clean)


def _copy_file(connection: psycopg.Connection[Any], statement: str, path: Path) -> float:
	connection.execute("CHECKPOINT")
	start = time.perf_counter()
	with connection.cursor() as cursor, path.open("rb") as file, cursor.copy(statement) as copy:
		while piece := file.read(PIECE):
			copy.write(piece)
	return time.perf_counter() - start


def _settle(wiring: Wiring) -> None:
	url = wiring.config.database_url.get_secret_value()
	with psycopg.connect(url, autocommit=True) as connection:
		connection.execute("CHECKPOINT")


if __name__ == "__main__":
	print(json.dumps(run(), indent=2, ensure_ascii=False))
