"""The month's run is opened once, late within the grace, or recorded as missed."""

import threading
from datetime import datetime
from typing import Any

import pytest

from chasqui.kernel.clock import freeze_clock
from mailer.app.wiring import Wiring
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import read_run
from tests.support.smtp_sink import SmtpSink


@pytest.mark.covers("K23")
class TestOpeningMonthlyRuns:
	def test_it_opens_one_run_in_the_month_and_sends_it(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		campaigns.rows = [{}, {}]
		assert self._open_at(wiring, "2026-11-10T09:05:00-05:00") == 1
		assert self._open_at(wiring, "2026-11-10T09:10:00-05:00") == 0
		assert self._open_at(wiring, "2026-11-12T09:10:00-05:00") == 0
		run_id, period = list_runs(wiring)[0][:2]
		assert period == "2026-11"
		wiring.run_fill_worker.fill(run_id)
		wiring.run_sender.send(run_id)
		assert len(sink.mails) == 2
		assert read_run(wiring, run_id).subject == "Asunto del mes"

	def test_it_waits_for_the_hour(self, wiring: Wiring, campaigns: FakeCampaigns) -> None:
		assert self._open_at(wiring, "2026-11-10T08:59:00-05:00") == 0

	def test_it_opens_late_within_the_grace(self, wiring: Wiring, campaigns: FakeCampaigns) -> None:
		assert self._open_at(wiring, "2026-11-13T08:59:00-05:00") == 1
		assert [run[1:] for run in list_runs(wiring)] == [("2026-11", "filling")]

	def test_after_the_grace_the_month_is_recorded_as_missed_and_never_sent(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		assert self._open_at(wiring, "2026-11-13T09:01:00-05:00") == 1
		assert [run[1:] for run in list_runs(wiring)] == [("2026-11", "missed")]
		assert self._open_at(wiring, "2026-11-13T09:02:00-05:00") == 0
		wiring.run_fill_worker.fill(list_runs(wiring)[0][0])
		assert campaigns.streams == 0

	def test_a_campaign_that_began_after_the_grace_missed_nothing(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		campaigns.monthly[0]["in_execution_since"] = "2026-11-20T10:00:00-05:00"
		assert self._open_at(wiring, "2026-11-25T09:01:00-05:00") == 0
		assert self._open_at(wiring, "2026-12-10T09:01:00-05:00") == 1

	def test_two_schedulers_at_once_open_one_run(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		added: list[int] = []
		at = "2026-11-10T09:05:00-05:00"
		threads = [
			threading.Thread(target=lambda: added.append(self._open_at(wiring, at)))
			for _ in range(4)
		]
		for thread in threads:
			thread.start()
		for thread in threads:
			thread.join(20)
		assert sorted(added) == [0, 0, 0, 1]
		assert len(list_runs(wiring)) == 1

	@staticmethod
	def _open_at(wiring: Wiring, instant: str) -> int:
		with freeze_clock(datetime.fromisoformat(instant)):
			return wiring.monthly_run_worker.open_due()

	@pytest.fixture(autouse=True)
	def campaign(self, campaigns: FakeCampaigns) -> None:
		campaigns.monthly = [
			{
				"campaign_id": 7,
				"campaign_name": "Campaña sintética",
				"audience_id": 70,
				"design_id": 2,
				"subject": "Asunto del mes",
				"monthly_day": 10,
				"monthly_hour": 9,
				"in_execution_since": "2026-11-01T10:00:00-05:00",
				"ends_on": "2027-11-30",
			}
		]


def list_runs(wiring: Wiring) -> list[tuple[Any, ...]]:
	with wiring.database.open_raw() as connection:
		return connection.execute("SELECT id, period, state FROM run ORDER BY id").fetchall()
