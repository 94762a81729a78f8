"""B9: the search box of the list at 1 M customers against the same at 100 k.

Peer: the same searches on a tenth of the customers, in a second database of the same server; the
target is a growth of at most 3 × and 100 ms at the 95th percentile, by name, part of a name,
identification, e-mail and phone, each the whole first page. Facets and filtered pages are told too.
"""

import json
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import text

from benchmarks.customers_bench import PAIRS, SCALE, make_wiring, run_postgres, summarise
from benchmarks.measure import read_p95
from chasqui.contracts.customers.lists import CustomerFilters, CustomerQuery
from chasqui.stack.postgres import EmbeddedPostgres
from customers.app.wiring import Wiring
from customers.audit.domain import Actor

LARGE = round(1_000_000 * SCALE)
SMALL = LARGE // 10
TARGET_GROWTH = 3.0
TARGET_SECONDS = 0.1
SEARCHES = 40  # in each pair
ACTOR = Actor("staff:1", "Medición")
GIVEN = ("MARIA", "JOSE", "LUIS", "ANA", "CARLOS", "ROSA", "JUAN", "LUCIA", "PEDRO", "ELENA")
FAMILY = ("PENA", "NACATO", "QUISPE", "TORRES", "MORALES", "VERA", "CEDENO", "ZAMORA", "LEMA")
FILL = """
INSERT INTO customer (kind, id_type, id_number, name, name_key, gender, birth_date, monthly_income,
	email, phone, province, canton, registered_on, consent_email, consent_phone, consent_source,
	synthetic)
SELECT 'person', 'passport', lpad(i::text, 10, '0'), key, key,
	(ARRAY['F', 'M'])[i % 2 + 1], date '1940-01-01' + (i * 7919 % 25000)::integer,
	(i * 104729 % 900000) / 100.0, lower(split_part(key, ' ', 1) || '.' || split_part(key, ' ', 2))
	|| i || '@example.com', '+59399' || lpad(i::text, 7, '0'),
	(ARRAY['EC-P', 'EC-G', 'EC-A'])[i % 3 + 1], (ARRAY['1701', '0901', '0101'])[i % 3 + 1],
	date '2005-01-01' + (i % 7900)::integer, i % 3 > 0, i % 11 > 0, 'bench', true
FROM (SELECT i, (CAST(:given AS text[]))[i % 10 + 1] || ' ' || (CAST(:family AS text[]))[i % 9 + 1]
	|| ' ' || 'F' || (i % 20011) AS key FROM generate_series(1::bigint, :rows) AS i) AS made
"""
FILTERS = {"province": ["EC-A"], "age_from": 30, "age_to": 40, "gender": ["F"]}


def run() -> dict[str, Any]:
	"""Return the figures: growth of the median time, and the 95th percentiles."""
	times: dict[str, list[float]] = {"search": [], "facets": [], "filtered": []}
	with (
		run_postgres() as postgres,
		_fill(postgres, "b9_large", LARGE) as large,
		_fill(postgres, "b9_small", SMALL) as small,
	):
		pairs = [_measure_pair(large, small, seed, times) for seed in range(PAIRS)]
	return {
		"id": "B9",
		"title": "Búsqueda de clientes",
		"what": f"first page of a search, {LARGE} customers against {SMALL}",
		"peer": f"the same on {SMALL} customers, PostgreSQL 18",
		"rows": LARGE,
		"ratio": summarise([pair["growth"] for pair in pairs]),
		"target": TARGET_GROWTH,
		"pairs": pairs,
		"also": {
			**{f"p95_{name}_ms": _read_p95(seconds) for name, seconds in times.items()},
			"target_p95_search_ms": TARGET_SECONDS * 1000,
		},
	}


def list_searches(choose: random.Random, rows: int) -> Iterator[str]:
	"""Yield what people type: names, parts of them, identifications, addresses, phones."""
	for number in range(SEARCHES):
		one = choose.randrange(1, rows)
		yield (
			f"{choose.choice(GIVEN)} {choose.choice(FAMILY)} f{one % 20011}",
			f"{choose.choice(FAMILY)[:4]} {choose.choice(GIVEN)[:3]}".lower(),
			f"{one:010d}",
			f"{GIVEN[one % 10]}.{FAMILY[one % 9]}{one}@example".lower(),
			f"099{one:07d}",
			f"f{one % 20011}",
		)[number % 6]


def _measure_pair(
	large: Wiring, small: Wiring, seed: int, times: dict[str, list[float]]
) -> dict[str, float]:
	choose, ours, theirs = random.Random(seed), [], []
	for asked in list_searches(choose, SMALL):
		query = CustomerQuery(q=asked)
		ours.append(_time(large, lambda lists, query=query: lists.list_page(query, ACTOR)))
		theirs.append(_time(small, lambda lists, query=query: lists.list_page(query, ACTOR)))
	times["search"] += ours
	filters = CustomerFilters.model_validate(FILTERS)
	times["facets"].append(_time(large, lambda lists: lists.find_facets(CustomerFilters())))
	times["facets"].append(_time(large, lambda lists: lists.find_facets(filters)))
	page = CustomerQuery.model_validate(FILTERS)
	times["filtered"].append(_time(large, lambda lists: lists.list_page(page, ACTOR)))
	return {
		"ours_ms": round(statistics.median(ours) * 1000, 2),
		"peer_ms": round(statistics.median(theirs) * 1000, 2),
		"growth": statistics.median(ours) / statistics.median(theirs),
	}


def _time(wiring: Wiring, ask: Callable[[Any], Any]) -> float:
	start = time.perf_counter()
	with wiring.database.open_session() as session:
		ask(wiring.make_customer_list_reader(session))
	return time.perf_counter() - start


@contextmanager
def _fill(postgres: EmbeddedPostgres, name: str, rows: int) -> Iterator[Wiring]:
	"""Yield a service with so many customers and all its indexes."""
	wiring = make_wiring(postgres, name)
	with wiring.database.open_session() as session:
		session.execute(text("ALTER TABLE customer DISABLE TRIGGER USER"))
		values = {"rows": rows, "given": list(GIVEN), "family": list(FAMILY)}
		session.execute(text(FILL), values)
		session.execute(text("ALTER TABLE customer ENABLE TRIGGER USER"))
	with wiring.database.engine.connect().execution_options(
		isolation_level="AUTOCOMMIT"
	) as connection:
		connection.execute(text("VACUUM ANALYZE"))
	yield wiring
	wiring.database.close()


def _read_p95(seconds: list[float]) -> float:
	return round(read_p95(seconds) * 1000, 1)


if __name__ == "__main__":
	print(json.dumps(run(), indent=2, ensure_ascii=False))
