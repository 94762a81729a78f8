"""B2: the live audience count at 10 M customers against the same at 1 M.

Peer: the same count on a tenth of the customers, in a second database of the same server; the
target is a growth of at most 2 ×, and 50 ms at the 95th percentile for narrow and wide segments.
Each count is the whole answer (total, reachable, four breakdowns), through the use case. A
count row by row of a narrow segment checks that the cube is exact.
"""

import json
import random
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import text

from benchmarks.customers_bench import PAIRS, SCALE, make_wiring, run_postgres, summarise
from benchmarks.measure import read_p95
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.territory import list_provinces
from chasqui.stack.postgres import EmbeddedPostgres
from customers.app.wiring import Wiring
from customers.segments.domain.criteria import read_segment, sum_lines
from customers.segments.repositories.members import SegmentRepository

LARGE = round(10_000_000 * SCALE)
SMALL = LARGE // 10
TARGET_GROWTH = 2.0
TARGET_SECONDS = 0.05
COUNTS = 20  # of each kind, in each pair
# Ages 18–90, incomes with a long tail in steps of five dollars, provinces by population.
FILL = """
INSERT INTO customer (kind, id_type, id_number, name, name_key, gender, birth_date,
	monthly_income, email, phone, province, registered_on, consent_email, consent_phone,
	consent_source, synthetic)
SELECT 'person', 'passport', 'B' || i, 'Persona ' || i, 'PERSONA ' || i,
	CASE WHEN random() < 0.505 THEN 'F' WHEN random() < 0.99 THEN 'M' ELSE 'unknown' END,
	current_date - (6574 + floor((random() + random()) / 2 * 26298))::integer,
	CASE WHEN random() < 0.05 THEN NULL
		ELSE round(640 * exp(0.72 * random_normal()) / 5) * 5 END,
	CASE WHEN random() < 0.9 THEN 'p' || i || '@example.com' END,
	CASE WHEN random() < 0.92 THEN '+5939' || lpad(i::text, 8, '0') END,
	(CAST(:provinces AS text[]))[width_bucket(random(), CAST(:bounds AS float8[])) + 1],
	current_date - (i % 7000)::integer,
	random() < 0.92, random() < 0.88, 'bench', true
FROM generate_series(CAST(:first AS bigint), :last) AS i
"""
BLOCK = 500_000


def run() -> dict[str, Any]:
	"""Return the figures: growth of the median time, and the 95th percentiles."""
	times: dict[str, list[float]] = {"narrow": [], "wide": [], "small": []}
	with (
		run_postgres() as postgres,
		_fill(postgres, "b2_large", LARGE) as large,
		_fill(postgres, "b2_small", SMALL) as small,
	):
		_check(large)
		pairs = [_measure_pair(large, small, seed, times) for seed in range(PAIRS)]
	growth = [pair["growth"] for pair in pairs]
	return {
		"id": "B2",
		"title": "Conteo en vivo del público",
		"what": f"exact counts with breakdowns, {LARGE} customers against {SMALL}",
		"peer": f"the same on {SMALL} customers, PostgreSQL 18",
		"rows": LARGE,
		"ratio": summarise(growth),
		"target": TARGET_GROWTH,
		"pairs": pairs,
		"also": {
			"p95_narrow_ms": _read_p95(times["narrow"]),
			"p95_wide_ms": _read_p95(times["wide"]),
			"target_p95_ms": TARGET_SECONDS * 1000,
		},
	}


def list_criteria(choose: random.Random, *, is_wide: bool) -> SegmentCriteria:
	"""Return criteria of all four kinds: gender, age, income, place."""
	provinces = [row.code for row in list_provinces()]
	low_age = choose.randrange(20, 40)
	if is_wide:
		return SegmentCriteria.model_validate(
			{
				"genders": ["F", "M"],
				"age_from": 20,
				"age_to": 70,
				"income_from": str(choose.randrange(0, 10) * 50),
				"provinces": choose.sample(provinces, 23),
			}
		)
	low_income = choose.randrange(4, 30) * 50
	return SegmentCriteria.model_validate(
		{
			"genders": [choose.choice("FM")],
			"age_from": low_age,
			"age_to": low_age + 10,
			"income_from": str(low_income),
			"income_to": str(low_income + choose.randrange(2, 20) * 50),
			"provinces": choose.sample(provinces, 2),
		}
	)


def _measure_pair(
	large: Wiring, small: Wiring, seed: int, times: dict[str, list[float]]
) -> dict[str, float]:
	choose = random.Random(seed)
	ours, theirs = [], []
	for number in range(COUNTS * 2):
		is_wide = number % 2 == 1
		criteria = list_criteria(choose, is_wide=is_wide)
		ours.append(_time_count(large, criteria))
		theirs.append(_time_count(small, criteria))
		times["wide" if is_wide else "narrow"].append(ours[-1])
	times["small"] += theirs
	return {
		"ours_ms": round(statistics.median(ours) * 1000, 2),
		"peer_ms": round(statistics.median(theirs) * 1000, 2),
		"growth": statistics.median(ours) / statistics.median(theirs),
	}


def _time_count(wiring: Wiring, criteria: SegmentCriteria) -> float:
	start = time.perf_counter()
	with wiring.database.open_session() as session:
		wiring.make_segment_count_reader(session).count(criteria)
	return time.perf_counter() - start


def _check(wiring: Wiring) -> None:
	"""Assert that the cube counts what the rows count."""
	choose = random.Random(99)
	with wiring.database.open_session() as session:
		for is_wide in (False, True):
			criteria = list_criteria(choose, is_wide=is_wide)
			counted = wiring.make_segment_count_reader(session).count(criteria)
			segment = read_segment(criteria, wiring.read_today())
			lines = SegmentRepository(session).count(segment)
			assert counted == sum_lines(lines, segment.as_of), criteria


@contextmanager
def _fill(postgres: EmbeddedPostgres, name: str, rows: int) -> Iterator[Wiring]:
	"""Yield a service with so many customers; indexes that the count never reads are dropped."""
	wiring = make_wiring(postgres, name)
	provinces = list_provinces()
	total = sum(row.population for row in provinces)
	bounds, reached = [], 0
	for row in provinces[:-1]:
		reached += row.population
		bounds.append(reached / total)
	_execute(wiring, "ALTER TABLE customer DISABLE TRIGGER USER")
	for index in ("words", "name_key_id", "registered_on_id", "email", "phone", "phone_end"):
		_execute(wiring, f"DROP INDEX ix_customer_{index}")
	for first in range(1, rows + 1, BLOCK):
		values = {
			"provinces": [row.code for row in provinces],
			"bounds": bounds,
			"first": first,
			"last": min(first + BLOCK - 1, rows),
		}
		_execute(wiring, FILL, values)
	_execute(wiring, "ALTER TABLE customer ENABLE TRIGGER USER")
	wiring.cube_clock.rebuild()
	with wiring.database.engine.connect().execution_options(
		isolation_level="AUTOCOMMIT"
	) as connection:
		connection.execute(text("VACUUM ANALYZE"))
	yield wiring
	wiring.database.close()


def _execute(wiring: Wiring, statement: str, values: dict[str, Any] | None = None) -> None:
	with wiring.database.open_session() as session:
		session.execute(text(statement), values or {})


def _read_p95(seconds: list[float]) -> float:
	return round(read_p95(seconds) * 1000, 1)


if __name__ == "__main__":
	print(json.dumps(run(), indent=2, ensure_ascii=False))
