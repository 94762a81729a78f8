"""B6: the desk with 50 advisors at once, against one advisor on the same suite.

Each takes the next customer, asks its risk by SOAP and records the result, through HTTP, all
processes real. A call takes five seconds, of a minute and more in life: so 50 advisors press as
600 would. The ratio is how much longer the median of a whole turn takes with 50; the target is
150 ms at the 95th percentile of each request, and no customer given twice. Afterwards, with nobody
else calling, how long the mailer takes to know of a call.
"""

import statistics
import tempfile
from pathlib import Path
from shutil import rmtree
from typing import Any

from benchmarks.advisors import CallFloor, Worked
from benchmarks.measure import PAIRS, SCALE, read_p95
from chasqui.stack.places import choose_postgres_folder
from chasqui.stack.suite import Suite

ADVISORS = 50
MEMBERS = round(100_000 * SCALE)
SECONDS = 20 * SCALE
TALK = 5.0
TARGET_MS = 150
TARGET_GROWTH = 2.0
TRAVELS = 40
TARGET_TRAVEL_MS = 5000


def run() -> dict[str, Any]:
	"""Return the figures: growth of a turn's median time, and the 95th percentiles."""
	with tempfile.TemporaryDirectory(prefix="chasqui-b6-") as folder:
		suite = Suite(Path(folder), port_base=19100)
		try:
			suite.start()
			floor = CallFloor(suite, advisors=ADVISORS, members=MEMBERS)
			pairs = [_measure_pair(floor) for _ in range(PAIRS)]
			travels = floor.measure_travel(floor.people[0], TRAVELS)
			twice = floor.count_recorded_twice()
		finally:
			suite.stop()
			rmtree(choose_postgres_folder(suite.var), ignore_errors=True)
	many = [one for one, _ in pairs]
	growth = [_read_turn(one) / _read_turn(alone) for one, alone in pairs]
	return {
		"id": "B6",
		"title": "Mesa de llamadas",
		"what": f"{ADVISORS} advisors at once, calls of {TALK:.0f} s, {MEMBERS} customers to call",
		"peer": "one advisor on the same suite",
		"rows": MEMBERS,
		"ratio": {
			"median": round(statistics.median(growth), 3),
			"min": round(min(growth), 3),
			"max": round(max(growth), 3),
		},
		"target": TARGET_GROWTH,
		"also": {
			**{f"p95_{name}_ms": _read_p95(many, name) for name in ("next", "risk", "result")},
			"target_p95_ms": TARGET_MS,
			"p95_travel_ms": round(read_p95(travels), 1),
			"target_travel_ms": TARGET_TRAVEL_MS,
			"calls": sum(len(one.times["result"]) for one in many),
			"given_twice": twice + sum(one.count_given_twice() for one in many),
			"errors": sum(one.errors.total() for one in many),
		},
	}


def _measure_pair(floor: CallFloor) -> tuple[Worked, Worked]:
	many = floor.work(floor.people, SECONDS, TALK)
	return many, floor.work(floor.people[:1], SECONDS, TALK / 10)


def _read_turn(worked: Worked) -> float:
	"""Return the median milliseconds of a customer's three requests together."""
	return sum(statistics.median(times) for times in worked.times.values())


def _read_p95(runs: list[Worked], name: str) -> float:
	return round(read_p95([one for worked in runs for one in worked.times[name]]), 1)
