"""B4: SOAP look-ups by identification over HTTP, against npm `soap` on the same Redis.

Ours: one server process as the suite runs it; each look-up with credentials, rate, the record
and its audit. Peer: npm `soap`'s server, one Node process, with the same contract: credentials, a
record by GET and an audit entry by XADD. Eight connections ask at once, from one Node process
with plain sockets. `also` tells both p99 and what a batch of 100 brings over our single look-ups.
"""

import csv
import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import redis
from pydantic import SecretStr

from benchmarks.measure import measure_pairs, scale_rows, sum_up
from chasqui.stack.places import REPOSITORY, find_free_port
from chasqui.stack.plan import build_http_check, list_web_command
from chasqui.stack.processes import ChildSpec, Supervisor
from chasqui.stack.redis import EmbeddedRedis
from risk_soap.config import ConsumerSettings, RiskConfig
from risk_soap.domain.records import COLUMNS
from risk_soap.use_cases.access_policy import digest_secret
from risk_soap.wiring import Wiring
from tests.support.node import find_node, install_packages
from tests.support.risk_door import ask_batch, ask_one, wrap, write_basic

RECORDS = scale_rows(100_000)
ASKED = 5000
BATCH = 100
CLIENTS = 8
SECONDS = 5.0
WARM_SECONDS = 1.0
TARGET = 0.2
USER = "bench"
NODE = Path(__file__).with_name("node")
WSDL = REPOSITORY / "chasqui" / "contracts" / "risk_v1.wsdl"
AS_OF = "2026-11-01"


def run() -> dict[str, Any]:
	"""Return the figures: look-ups/s of both, their p99, and what batches bring."""
	with (
		tempfile.TemporaryDirectory(prefix="chasqui-b4-") as folder,
		run_both(Path(folder)) as both,
	):
		singles: list[dict[str, float]] = []
		peers: list[dict[str, float]] = []
		batches: list[float] = []

		def ask_ours(_: int) -> float:
			singles.append(both.load("ours", "one"))
			batches.append(both.load("ours", "batch")["rate"] * BATCH)
			return singles[-1]["rate"]

		def ask_peer(_: int) -> float:
			peers.append(both.load("peer", "one"))
			return peers[-1]["rate"]

		pairs = measure_pairs(ask_ours, ask_peer)
	gains = [rate / single["rate"] for rate, single in zip(batches, singles, strict=True)]
	version = json.loads((REPOSITORY / "tests/clients/package.json").read_text("utf-8"))
	return {
		"id": "B4",
		"title": "Consultas SOAP por segundo, un proceso, con credencial y auditoría",
		"what": f"{CLIENTS} connections, {SECONDS:g} s each, {RECORDS} records, granian",
		"peer": f"npm soap {version['dependencies']['soap']} sobre el mismo Redis",
		"rows": RECORDS,
		"ratio": sum_up(pairs),
		"target": TARGET,
		"pairs": pairs,
		"also": {
			"p99_ms": [round(one["p99"], 1) for one in singles],
			"peer_p99_ms": [round(one["p99"], 1) for one in peers],
			"batch_people_per_second_over_single": [round(gain, 1) for gain in gains],
		},
	}


class Both:
	"""The two servers, and the questions written for them."""

	def __init__(self, folder: Path, ports: dict[str, int], secret: str) -> None:
		self._folder = folder
		self._ports = ports
		self._head = [
			"Content-Type: text/xml; charset=utf-8",
			f"Authorization: {write_basic(USER, secret)}",
			'SOAPAction: "urn:chasqui:risk:v1:GetRiskByIdentification"',
		]

	def load(self, name: str, questions: str) -> dict[str, float]:
		"""Ask for a moment, then measure; every answer must be a good one."""
		self._ask(name, questions, WARM_SECONDS)
		found = self._ask(name, questions, SECONDS)
		assert found["bad"] == 0, found
		return found

	def _ask(self, name: str, questions: str, seconds: float) -> dict[str, float]:
		plan = {
			"port": self._ports[name],
			"seconds": seconds,
			"clients": CLIENTS,
			"head": self._head,
			"bodies": str(self._folder / f"{questions}.json"),
			"expect": "FOUND</",
		}
		command = [find_node(), str(NODE / "load.js"), json.dumps(plan)]
		done = subprocess.run(command, capture_output=True, text=True, check=True)
		result: dict[str, float] = json.loads(done.stdout)
		return result


@contextmanager
def run_both(folder: Path) -> Iterator[Both]:
	"""Yield both servers over one Redis that has the records."""
	server = EmbeddedRedis(folder / "redis", find_free_port())
	supervisor = Supervisor(folder / "log")
	ports = {"ours": find_free_port(), "peer": find_free_port()}
	secret = secrets.token_urlsafe(24)
	try:
		supervisor.start(server.build_spec())
		supervisor.wait_ready(["redis"], 30)
		config = make_config(server, secret)
		fill(folder, config, server)
		supervisor.start(build_ours(config, ports["ours"]), build_peer(server, ports, secret))
		supervisor.wait_ready(["ours", "peer"], 60)
		yield Both(folder, ports, secret)
	finally:
		supervisor.stop_all()


def make_config(server: EmbeddedRedis, secret: str) -> RiskConfig:
	"""Return a configuration whose rate is counted and never reached."""
	one = ConsumerSettings(digests=[digest_secret(secret)], per_minute=10_000_000, burst=10_000_000)
	url = SecretStr(server.build_url(1))
	return RiskConfig(redis_url=url, risk_consumers={USER: one}, risk_fresh_days=36_500)


def fill(folder: Path, config: RiskConfig, server: EmbeddedRedis) -> None:
	"""Load the records, the peer's own among them, and write the questions."""
	numbers = [make_cedula(number) for number in range(RECORDS)]
	path = folder / "risk.csv"
	with path.open("w", encoding="utf-8", newline="") as file:
		rows = csv.writer(file)
		rows.writerow(COLUMNS)
		for number in numbers:
			name = f"Persona Sintética {number}"
			rows.writerow(["cedula", number, name, "LOW", 700, AS_OF, "Central"])
	report = Wiring(config).make_bulk_loader().load(path, lambda _: None)
	assert report.loaded == RECORDS, report
	record = {"status": "FOUND", "level": "LOW", "score": 700, "asOf": AS_OF, "source": "Central"}
	with redis.Redis.from_url(server.build_url(1)) as client, client.pipeline() as pipeline:
		for number in numbers:
			pipeline.set(f"peer:cedula:{number}", json.dumps(record))
		pipeline.execute()
	asked = numbers[:: max(RECORDS // ASKED, 1)]
	ones = [wrap(ask_one("cedula", number, "<purpose>bench</purpose>")) for number in asked]
	lots = [wrap(ask_batch(*asked[at : at + BATCH])) for at in range(0, len(asked), BATCH)]
	(folder / "one.json").write_text(json.dumps(ones), "utf-8")
	(folder / "batch.json").write_text(json.dumps(lots), "utf-8")


def make_cedula(number: int) -> str:
	"""Return a made-up cédula with a good check digit (modulus 10)."""
	digits = f"17{number // 100_000 % 6}{number % 100_000:05d}0"
	weighed = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
	total = sum(value - 9 if value > 9 else value for value in weighed)
	return f"{digits}{-total % 10}"


def build_ours(config: RiskConfig, port: int) -> ChildSpec:
	"""Return the service's process, as the suite starts it."""
	consumers = {name: one.model_dump(mode="json") for name, one in config.risk_consumers.items()}
	return ChildSpec(
		name="ours",
		command=[sys.executable, "-m", *list_web_command("risk_soap")],
		environment={
			"CHASQUI_BIND": f"127.0.0.1:{port}",
			"CHASQUI_REDIS_URL": config.redis_url.get_secret_value(),
			"CHASQUI_RISK_CONSUMERS": json.dumps(consumers),
			"CHASQUI_RISK_FRESH_DAYS": str(config.risk_fresh_days),
		},
		is_ready=build_http_check(f"http://127.0.0.1:{port}/healthz"),
		folder=REPOSITORY,
	)


def build_peer(server: EmbeddedRedis, ports: dict[str, int], secret: str) -> ChildSpec:
	"""Return the peer's process."""
	plan = {
		"port": ports["peer"],
		"credentials": f"{USER}:{secret}",
		"redis": server.build_url(1),
		"prefix": "peer:",
		"wsdl": str(WSDL),
	}
	return ChildSpec(
		name="peer",
		command=[find_node(), str(NODE / "peer.js"), json.dumps(plan)],
		environment={"NODE_PATH": install_packages(), "PATH": os.environ["PATH"]},
		is_ready=build_http_check(f"http://127.0.0.1:{ports['peer']}/?wsdl"),
		folder=NODE,
	)
