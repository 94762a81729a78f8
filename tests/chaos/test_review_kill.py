"""A worker killed in the middle of a review: another one finishes it and asks for nobody twice."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.app.wiring import Wiring
from campaigns.config import CampaignsConfig
from chasqui.contracts.campaigns.risk import FileReviewQuery, ReviewState, RiskPurpose, RiskReview
from chasqui.contracts.risk import MAX_BATCH
from tests.support.fake_risk import FakeRiskService, run_fake_risk
from tests.support.servers import TestServers

ROWS = 6 * MAX_BATCH
KILLS = (1, 3)  # after so many parts
WORKER = """
import sys
from campaigns.config import CampaignsConfig
from campaigns.app.wiring import Wiring
Wiring(CampaignsConfig()).risk_reviewer.run(int(sys.argv[1]))
"""


@pytest.mark.chaos
@pytest.mark.covers("K28")
class TestReviewKill:
	def test_no_row_is_left_out_and_only_what_was_on_its_way_is_asked_again(
		self, wiring: Wiring, service: FakeRiskService
	) -> None:
		review_id = send_file(wiring)
		for parts in KILLS:
			kill_after(wiring, review_id, parts * MAX_BATCH)
			assert read_review(wiring, review_id).state is ReviewState.RUNNING
			with wiring.database.open_session() as session:
				session.execute(text("UPDATE risk_review SET leased_until = now()"))
		subprocess.run(**build_worker(wiring, review_id), check=True, timeout=120)
		done = read_review(wiring, review_id)
		assert (done.state, done.done, done.total) == (ReviewState.DONE, ROWS, ROWS)
		assert sum(done.levels.values()) == ROWS
		asked = Counter(service.asked)
		assert len(asked) == ROWS
		# A question that was on its way when the worker died was heard, and its answer was not.
		assert sum(asked.values()) <= ROWS + len(KILLS) * MAX_BATCH
		assert max(asked.values()) <= 1 + len(KILLS)


def kill_after(wiring: Wiring, review_id: int, rows: int) -> None:
	"""Start a worker and kill it once the review has come so far."""
	with subprocess.Popen(**build_worker(wiring, review_id)) as worker:
		limit = time.monotonic() + 60
		while read_review(wiring, review_id).done < rows:
			assert time.monotonic() < limit, "the review does not move"
			assert worker.poll() is None, "the worker ended before it was killed"
			time.sleep(0.005)
		worker.send_signal(signal.SIGKILL)


def build_worker(wiring: Wiring, review_id: int) -> dict[str, Any]:
	config = wiring.config
	environment = {
		**os.environ,
		"PYTHONPATH": os.pathsep.join(sys.path),
		"CHASQUI_DATABASE_URL": config.database_url.get_secret_value(),
		"CHASQUI_REDIS_URL": config.redis_url.get_secret_value(),
		"CHASQUI_REDIS_PREFIX": config.redis_prefix,
		"CHASQUI_RISK_URL": config.risk_url,
		"CHASQUI_BROKER_URL": "memory://",
	}
	return {"args": [sys.executable, "-c", WORKER, str(review_id)], "env": environment}


def send_file(wiring: Wiring) -> int:
	rows = "\n".join(f"ZZ{number:06d},pasaporte" for number in range(ROWS))
	told = FileReviewQuery(file_name="lista.csv", purpose=RiskPurpose.CREDIT_OFFER)
	with wiring.database.open_session() as session:
		account = StaffAccountRow(username="jefa", name="Jefatura", roles=[], password_hash="-")
		session.add(account)
		session.flush()
		data = f"identificacion,tipo\n{rows}\n".encode()
		return wiring.make_risk_review_service(session).receive_file(data, told, account.id).id


def read_review(wiring: Wiring, review_id: int) -> RiskReview:
	with wiring.database.open_session() as session:
		return wiring.make_risk_review_service(session).get(review_id)


@pytest.fixture
def service() -> Iterator[FakeRiskService]:
	with run_fake_risk() as fake:
		fake.delay = 0.15
		yield fake


@pytest.fixture
def wiring(
	make_database: Callable[[str], str],
	servers: TestServers,
	redis_prefix: str,
	service: FakeRiskService,
) -> Iterator[Wiring]:
	config = CampaignsConfig(
		database_url=SecretStr(make_database("campaigns")),
		redis_url=SecretStr(servers.redis.build_url(1)),
		redis_prefix=redis_prefix,
		broker_url=SecretStr("memory://"),
		risk_url=service.url,
	)
	wiring = Wiring(config)
	yield wiring
	wiring.database.close()
