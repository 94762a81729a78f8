"""What a sender that died, or that lost its database, leaves behind: nobody waits, nobody twice."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy.exc import DBAPIError

from mailer.app.wiring import Wiring
from mailer.sending.repositories.sending import SendingRepository
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import count_states, open_run
from tests.support.outage import Outage
from tests.support.sessions import open_until_ended
from tests.support.smtp_sink import SmtpSink, Stage

AWAY_SECONDS = 1.5
LONG_LEASE = 60.0


class TestDeadSenders:
	def test_what_a_dead_sender_claimed_is_free_at_once(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		run_id = open_run(wiring, campaigns, 6)
		with open_until_ended(wiring.database) as connection:
			claim(connection, run_id, 6)
			wiring.sweeper.sweep()
			assert count_states(wiring, run_id) == {"claimed": 6}
		wiring.sweeper.sweep()
		assert count_states(wiring, run_id) == {"queued": 6}

	def test_a_sender_that_only_seems_dead_sends_nothing_more(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		run_id = open_run(wiring, campaigns, 6)
		with wiring.database.open_raw(autocommit=True) as connection:
			ledger = claim(connection, run_id, 6)
			connection.execute("SELECT pg_advisory_unlock_all()")
			wiring.sweeper.sweep()
			ids = [row[0] for row in connection.execute("SELECT id FROM delivery").fetchall()]
			assert ledger.record_round([], {number: uuid4() for number in ids}) == set()

	def test_mails_that_are_leaving_wait_for_their_lease(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		run_id = open_run(wiring, campaigns, 6)
		with wiring.database.open_raw(autocommit=True) as connection:
			ledger = claim(connection, run_id, 6)
			ids = [row[0] for row in connection.execute("SELECT id FROM delivery").fetchall()]
			assert len(ledger.record_round([], {number: uuid4() for number in ids})) == 6
		wiring.sweeper.sweep()
		assert count_states(wiring, run_id) == {"sending": 6}

	def test_two_sweeps_at_once_take_nothing_from_the_living(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		run_id = open_run(wiring, campaigns, 6)
		with wiring.database.open_raw(autocommit=True) as connection:
			claim(connection, run_id, 6)
			with ThreadPoolExecutor(4) as sweepers:
				for sweep in [sweepers.submit(wiring.sweeper.sweep) for _ in range(12)]:
					sweep.result()
			assert count_states(wiring, run_id) == {"claimed": 6}


class TestLostDatabases:
	def test_the_first_answers_of_a_turn_are_kept_while_the_database_is_away(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		run_id = open_run(wiring, campaigns, 40)
		outage = Outage(wiring.database.url, AWAY_SECONDS)

		def go_away(stage: Stage, address: str) -> None:
			if stage is Stage.FINAL:
				outage.begin()

		sink.decide = go_away
		for _ in range(3):
			with suppress(psycopg.Error, DBAPIError):
				wiring.run_sender.send(run_id)
		assert count_states(wiring, run_id) == {"accepted": 40}
		assert len(set(sink.message_ids)) == len(sink.mails) == 40


def claim(connection: psycopg.Connection[Any], run_id: int, count: int) -> SendingRepository:
	"""Return the ledger of a sender that lives as long as the connection, with its claims."""
	ledger = SendingRepository(
		connection, run_id=run_id, token=uuid4(), lease_seconds=LONG_LEASE, zone="America/Guayaquil"
	)
	ledger.hold()
	assert len(ledger.claim(count).deliveries) == count
	return ledger
