"""A run whose filler died is filled at once; one whose filler lives, or waits, is let alone."""

from mailer.app.wiring import Wiring
from mailer.runs.repositories.fillings import FILL_LEASE_SECONDS, FillJobStore
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import count_states, open_run
from tests.support.sessions import open_until_ended


class TestLostFillers:
	def test_nobody_fills_while_the_filler_lives_and_anybody_once_it_is_dead(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		run_id = self._open_unfilled(wiring, campaigns)
		with open_until_ended(wiring.database) as connection:
			assert FillJobStore(connection).claim(run_id, FILL_LEASE_SECONDS) is not None
			wiring.run_fill_worker.fill(run_id)
			assert count_states(wiring, run_id) == {}
		wiring.run_fill_worker.fill(run_id)
		assert count_states(wiring, run_id) == {"queued": 3}

	def test_a_filler_that_only_seems_dead_completes_nothing(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		run_id = self._open_unfilled(wiring, campaigns)
		with wiring.database.open_raw(autocommit=True) as connection:
			jobs = FillJobStore(connection)
			token = jobs.claim(run_id, FILL_LEASE_SECONDS)
			assert token is not None
			connection.execute("SELECT pg_advisory_unlock_all()")
			wiring.run_fill_worker.fill(run_id)
			assert not jobs.renew(run_id, token, FILL_LEASE_SECONDS)
			assert not jobs.complete(run_id, token, 99)
		assert count_states(wiring, run_id) == {"queued": 3}

	def test_a_stream_that_broke_is_not_tried_again_before_its_time(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		run_id = self._open_unfilled(wiring, campaigns, wait=60)
		before = campaigns.streams
		wiring.run_fill_worker.fill(run_id)
		assert campaigns.streams == before

	def _open_unfilled(self, wiring: Wiring, campaigns: FakeCampaigns, wait: float = 0) -> int:
		"""Open a run whose first stream breaks; return its id once it may be filled."""
		campaigns.break_after = 0
		run_id = open_run(wiring, campaigns, 3)
		campaigns.break_after = None
		with wiring.database.open_raw(autocommit=True) as connection:
			connection.execute(
				"UPDATE run SET not_before = now() + make_interval(secs => %s)", [wait]
			)
		return run_id
