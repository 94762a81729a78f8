"""B5b: the pages of repeated customers over 1 M members against the same over 100 k.

Peer: the same pages over audiences of a tenth of the members, in a second database of the same
server; the target is a growth of at most 2 × and 200 ms at the 95th percentile for what counts
(pairs, matrix) and for pages of people. What has to read members is told beside it: counting a new
audience against all others, the daily recount, a name searched everywhere.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.customers_bench import PAIRS, SCALE, run_postgres, summarise
from campaigns.app.wiring import Wiring
from campaigns.config import CampaignsConfig
from campaigns.overlaps.repositories.pairs import OverlapRepository
from chasqui.contracts.campaigns.overlaps import OverlapFilters, PairQuery, RepeatQuery
from chasqui.stack.places import REPOSITORY
from chasqui.stack.postgres import EmbeddedPostgres

AUDIENCES = 20
LARGE = round(1_000_000 * SCALE)
SMALL = LARGE // 10
TARGET_GROWTH = 2.0
TARGET_MS = 200
# Of three times as many people as an audience holds: everybody is in seven of them on average.
SPREAD = 3
MERGES = 2000
ADD_CAMPAIGNS = """
INSERT INTO campaign (name, objective, starts_on, ends_on, criteria, monthly_mailing, monthly_day,
	monthly_hour, phase, version, created_by, owner)
SELECT 'Campaña ' || i, '', current_date + i::integer, current_date + 90, '{}', false, 1, 9,
	'in_execution', 1, 'Medición', 'Medición'
FROM generate_series(1, :audiences) AS i
"""
ADD_AUDIENCES = """
INSERT INTO audience (campaign_id, state, members, reachable_email, reachable_phone, attempts,
	requested_by)
SELECT id, 'ready', :size, :size, :size, 0, 'Medición' FROM campaign
"""
ADD_MEMBERS = """
INSERT INTO audience_member (audience_id, customer_id, kind, id_type, id_number, name, given_names,
	gender, age, income, province, canton, email, phone, may_email, may_phone, synthetic)
SELECT audience.id, c, 'person', 'passport', lpad(c::text, 10, '0'), 'MARIA PENA ' || c, 'MARIA',
	'F', 30, 900, (ARRAY['EC-P', 'EC-G', 'EC-A'])[c % 3 + 1], '1701', c || '@example.com',
	'+59399' || lpad(c::text, 7, '0'), true, true, true
FROM audience, generate_series(0, :size * :spread - 1) AS c
WHERE hashint8(c * 7919 + audience.id) % :spread = 0
"""
ADD_MERGES = """
INSERT INTO merged_customer (merged_id, kept_id) SELECT 2 * i, 2 * i + 1
FROM generate_series(1, :merges) AS i
"""


def run() -> dict[str, Any]:
	"""Return the figures: growth of the median time of the pages, and the 95th percentiles."""
	with (
		run_postgres() as postgres,
		_fill(postgres, "b5_large", LARGE) as large,
		_fill(postgres, "b5_small", SMALL) as small,
	):
		pairs = [
			{name: (_time(large, ask), _time(small, ask)) for name, ask in PAGES.items()}
			for _ in range(PAIRS)
		]
		aside = {name: round(_time(large, ask), 1) for name, ask in WORK.items()}
	growth = [_read_growth(one) for one in pairs]
	times = {name: [one[name][0] for one in pairs] for name in PAGES}
	return {
		"id": "B5b",
		"title": "Clientes repetidos",
		"what": f"pages over {LARGE} members in {AUDIENCES} audiences, against {SMALL}",
		"peer": f"the same over {SMALL} members, PostgreSQL 18",
		"rows": LARGE,
		"ratio": summarise(growth),
		"target": TARGET_GROWTH,
		"also": {
			"most_p95_ms": max(round(max(ms), 1) for ms in times.values()),
			"target_p95_ms": TARGET_MS,
			**{f"p95_{name}_ms": round(max(ms), 1) for name, ms in times.items()},
			**{f"{name}_ms": ms for name, ms in aside.items()},
		},
	}


def list_people(**asked: Any) -> Callable[[Wiring, Session], object]:
	"""Return what asks for a page of people."""
	return lambda wiring, session: wiring.make_repeated_reader(session).list_page(
		RepeatQuery(**asked)
	)


def count_one(_wiring: Wiring, session: Session) -> None:
	"""Count an audience against all others, as its building does."""
	overlaps = OverlapRepository(session)
	overlaps.begin()
	overlaps.count(AUDIENCES // 2)


PAGES: dict[str, Callable[[Wiring, Session], object]] = {
	"pairs": lambda wiring, session: wiring.make_overlap_reader(session).list_pairs(PairQuery()),
	"matrix": lambda wiring, session: wiring.make_overlap_reader(session).read_matrix(
		OverlapFilters()
	),
	"people": list_people(),
	"people_of_pair": list_people(campaign=1, other=2),
	"people_of_province": list_people(province="EC-A"),
}
WORK: dict[str, Callable[[Wiring, Session], object]] = {
	"count_one_audience": count_one,
	"recount_all": lambda _wiring, session: OverlapRepository(session).recount(),
	"people_in_all": list_people(at_least=AUDIENCES),
	"name_in_pair": list_people(campaign=1, other=2, q="maria 12345"),
	"name_anywhere": list_people(q="maria 12345"),
}


def _read_growth(measured: dict[str, tuple[float, float]]) -> float:
	"""Return how much longer the pages take together."""
	return sum(ours for ours, _ in measured.values()) / sum(peer for _, peer in measured.values())


def _time(wiring: Wiring, ask: Callable[[Wiring, Session], object]) -> float:
	"""Return the median milliseconds of three."""
	found = []
	for _ in range(3):
		start = time.perf_counter()
		with wiring.database.open_session() as session:
			ask(wiring, session)
		found.append((time.perf_counter() - start) * 1000)
	return statistics.median(found)


@contextmanager
def _fill(postgres: EmbeddedPostgres, name: str, members: int) -> Iterator[Wiring]:
	"""Yield a campaigns service whose audiences have so many members together, all counted."""
	wiring = _make_wiring(postgres, name)
	sizes = {"size": members // AUDIENCES, "spread": SPREAD}
	with wiring.database.open_session() as session:
		session.execute(text(ADD_CAMPAIGNS), {"audiences": AUDIENCES})
		session.execute(text(ADD_AUDIENCES), sizes)
		session.execute(text(ADD_MEMBERS), sizes)
		session.execute(text(ADD_MERGES), {"merges": MERGES})
	with wiring.database.engine.connect().execution_options(
		isolation_level="AUTOCOMMIT"
	) as connection:
		connection.execute(text("VACUUM ANALYZE"))
	with wiring.database.open_session() as session:
		OverlapRepository(session).recount()
	yield wiring
	wiring.database.close()


def _make_wiring(postgres: EmbeddedPostgres, name: str) -> Wiring:
	postgres.ensure_database(name, "bench")
	url = postgres.build_url(name)
	command = [sys.executable, "-m", "alembic", "-n", "campaigns", "upgrade", "head"]
	environment = {**os.environ, "CHASQUI_DATABASE_URL": url}
	subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, check=True)
	config = {"database_url": SecretStr(url), "broker_url": SecretStr("memory://")}
	return Wiring(CampaignsConfig.model_validate(config))


if __name__ == "__main__":
	print(json.dumps(run(), indent=2, ensure_ascii=False))
