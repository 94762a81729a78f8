"""What a sender that died, or that lost its database, leaves behind: nobody waits, nobody twice."""

import threading
from contextlib import suppress

import psycopg
from psycopg import sql
from sqlalchemy.exc import DBAPIError

from mailer.wiring import Wiring
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import count_states, open_run
from tests.support.smtp_sink import SmtpSink, Stage

AWAY_SECONDS = 1.5


class TestLostDatabases:
	def test_the_first_answers_of_a_turn_are_kept_while_the_database_is_away(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		run_id = open_run(wiring, campaigns, 40)
		outage = Outage(wiring)

		def go_away(stage: Stage, address: str) -> None:
			if stage is Stage.FINAL:
				outage.begin()

		sink.decide = go_away
		for _ in range(3):
			with suppress(psycopg.Error, DBAPIError):
				wiring.run_sender.send(run_id)
		assert count_states(wiring, run_id) == {"accepted": 40}
		assert len(set(sink.message_ids)) == len(sink.mails) == 40


class Outage:
	"""The mailer's database takes nobody for a while, once."""

	def __init__(self, wiring: Wiring) -> None:
		self._url = wiring.database.url
		self._lock = threading.Lock()
		self._has_begun = False

	def begin(self) -> None:
		with self._lock:
			if self._has_begun:
				return
			self._has_begun = True
			self._allow(False)
			threading.Timer(AWAY_SECONDS, self._allow, [True]).start()

	def _allow(self, is_allowed: bool) -> None:
		server, _, name = self._url.rpartition("/")
		with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
			connection.execute(
				sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(
					sql.Identifier(name), sql.Literal(is_allowed)
				)
			)
			connection.execute(
				"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
			)
