"""B3: personalised mails/s of one worker process with the full ledger, against postfix.

Ours: 20,000 deliveries, each claimed, made `sending` and `accepted` by synchronous commits in a
PostgreSQL with fsync on; the message is the gallery's «Promoción», HTML + text, about 15 kB.
Peer: postfix's `smtp-source` (no ledger, one fixed text of the same size) with as many kept-open
sessions: 16 (with 8 the ratio was seen at 0.37: the commit of a round is shared by fewer mails).
Both talk to postfix's `smtp-sink`. Binaries: Debian package `postfix`.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.measure import measure_pairs, scale_rows, sum_up
from chasqui.stack.places import REPOSITORY, choose_postgres_folder, find_free_port
from chasqui.stack.postgres import EmbeddedPostgres
from chasqui.stack.processes import Supervisor
from mailer.app.wiring import Wiring
from mailer.config import MailerConfig
from mailer.designs.domain.address_digests import AddressHasher
from mailer.designs.repositories.designs import DesignRepository
from mailer.runs.models.run import RunRow
from mailer.runs.repositories.recipients import fill_deliveries
from mailer.sending.repositories.sending import ClaimedDelivery

MAILS = scale_rows(20_000)
SESSIONS = 16
TARGET = 0.5
SENDER = "noticias@example.com"
RUN = """
INSERT INTO run (source, source_ref, purpose, kind, design_version_id, subject, policy, state,
	created_by, eligible, filled_at)
SELECT 'campaigns', '1', 'marketing', 'on_demand', v.id, v.subject, 'never_twice', 'sending',
	'bench', %s, now()
FROM design_version v JOIN design d ON d.version_id = v.id WHERE d.slug = 'promocion'
RETURNING id
"""
# What one worker process does for a run; it prints the seconds without Python's start.
CHILD = """
import sys, time
from mailer.config import MailerConfig
from mailer.app.wiring import Wiring
wiring = Wiring(MailerConfig())
sender = wiring.run_sender
wiring.database.engine.connect().close()
start = time.perf_counter()
sender.send(int(sys.argv[1]))
print(time.perf_counter() - start)
"""


def run() -> dict[str, Any]:
	"""Return the figures: mails/s of both, and the ratio (median, minimum, maximum)."""
	for binary in ("smtp-source", "smtp-sink"):
		if shutil.which(binary) is None:
			raise RuntimeError(f"{binary} is missing: apt-get install postfix")
	with _run_servers() as (database_url, sink_port):
		size = _measure_size(database_url, sink_port)
		pairs = measure_pairs(
			lambda _: MAILS / _send_ours(database_url, sink_port, MAILS),
			lambda _: MAILS / _send_peer(sink_port, size),
		)
	return {
		"id": "B3",
		"title": "Correos personalizados por segundo, con libro mayor completo",
		"what": f"{MAILS} mails of {size} bytes, {SESSIONS} sessions, one worker process",
		"peer": f"postfix smtp-source → smtp-sink {_read_version()}",
		"rows": MAILS,
		"ratio": sum_up(pairs),
		"target": TARGET,
		"pairs": pairs,
	}


def _send_ours(database_url: str, sink_port: int, mails: int) -> float:
	run_id = _fill_run(database_url, mails)
	environment = {
		**os.environ,
		"CHASQUI_DATABASE_URL": database_url,
		"CHASQUI_SMTP_URL": f"smtp://127.0.0.1:{sink_port}",
		"CHASQUI_SMTP_IS_LOCAL_MAILBOX": "true",
		"CHASQUI_SMTP_CONNECTIONS": str(SESSIONS),
		"CHASQUI_SLICE_SECONDS": "3600",
	}
	result = subprocess.run(
		[sys.executable, "-c", CHILD, str(run_id)],
		env=environment, cwd=REPOSITORY, capture_output=True, text=True, check=True,
	)  # fmt: skip
	with psycopg.connect(database_url) as connection:
		counts = connection.execute(
			"SELECT state, count(*) FROM delivery WHERE run_id = %s GROUP BY state", [run_id]
		).fetchall()
	assert counts == [("accepted", mails)], (counts, result.stderr[-2000:])
	return float(result.stdout)


def _send_peer(sink_port: int, size: int) -> float:
	command = [
		"smtp-source", "-d", "-s", str(SESSIONS), "-m", str(MAILS), "-l", str(size),
		"-f", SENDER, "-t", "persona@example.com", f"inet:127.0.0.1:{sink_port}",
	]  # fmt: skip
	start = time.perf_counter()
	subprocess.run(command, check=True, capture_output=True)
	return time.perf_counter() - start


def _fill_run(database_url: str, mails: int) -> int:
	with psycopg.connect(database_url) as connection:
		row = connection.execute(RUN, [mails]).fetchone()
		assert row is not None
		fill_deliveries(
			connection,
			_write_recipients(row[0], mails),
			run_id=row[0],
			needs_consent=True,
			takes_reserved=True,
			pads=AddressHasher("benchmark").make_pads(),
		)
	with psycopg.connect(database_url, autocommit=True) as connection:
		connection.execute("VACUUM (ANALYZE) delivery")
		connection.execute("CHECKPOINT")
	return int(row[0])


def _write_recipients(run_id: int, mails: int) -> Iterator[bytes]:
	values = {"provincia": "Pichincha", "canton": "Quito", "edad": "35", "campana": "Prueba"}
	# People of this run alone: the usual limits let nobody have three mails a day.
	for number in range(run_id * MAILS, run_id * MAILS + mails):
		person = {"nombre": f"Persona sintética {number}", "primer_nombre": "Ñusta", **values}
		fields = json.dumps(person, ensure_ascii=False)
		yield f"{run_id}\tc{number}\t{number}\tp{number}@example.com\tt\t{fields}\n".encode()
	yield f"#rows\t{mails}\n".encode()


def _measure_size(database_url: str, sink_port: int) -> int:
	"""Return the bytes of one of our messages, and warm both sides up."""
	wiring = Wiring(MailerConfig(database_url=database_url))  # type: ignore[arg-type]
	with wiring.database.open_session() as session:
		version = DesignRepository(session).find(1).version
		run_row = RunRow(id=1, subject=version.subject, design_version_id=version.id)
		writer = wiring.writers.build(session, run_row)
	values = {"nombre": "Persona sintética 1", "primer_nombre": "Ñusta"}
	message = writer.write(ClaimedDelivery(1, "c1", "p1@example.com", values, 0, None))
	wiring.database.close()
	_send_ours(database_url, sink_port, 500)
	return len(message)


@contextmanager
def _run_servers() -> Iterator[tuple[str, int]]:
	with tempfile.TemporaryDirectory(prefix="chasqui-bench-") as folder:
		var = Path(folder)
		postgres = EmbeddedPostgres(choose_postgres_folder(var), find_free_port())
		supervisor = Supervisor(var / "log")
		sink_port = find_free_port()
		try:
			postgres.prepare()
			supervisor.start(postgres.build_spec())
			supervisor.wait_ready(["postgres"], 30)
			url = postgres.ensure_database("mailer", "bench")
			_migrate(url)
			user = ["-u", "nobody"] if os.geteuid() == 0 else []
			with subprocess.Popen(
				["smtp-sink", *user, f"inet:127.0.0.1:{sink_port}", "1000"]
			) as sink:
				time.sleep(0.5)
				yield postgres.build_url("mailer"), sink_port
				sink.kill()
		finally:
			supervisor.stop_all()
			shutil.rmtree(postgres.folder, ignore_errors=True)


def _migrate(url: str) -> None:
	subprocess.run(
		[sys.executable, "-m", "alembic", "-n", "mailer", "upgrade", "head"],
		cwd=REPOSITORY, env={**os.environ, "CHASQUI_DATABASE_URL": url}, check=True,
		capture_output=True,
	)  # fmt: skip


def _read_version() -> str:
	command = ["dpkg-query", "-W", "-f", "${Version}", "postfix"]
	result = subprocess.run(command, capture_output=True, text=True, check=False)
	return result.stdout or "(version unknown)"


if __name__ == "__main__":
	print(json.dumps(run(), indent=2, ensure_ascii=False))
