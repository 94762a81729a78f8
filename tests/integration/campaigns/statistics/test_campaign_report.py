"""Statistics across campaigns: counts kept with the audience, the list behind each of them."""

from datetime import timedelta
from threading import Thread
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import pytest
from sqlalchemy import text

from campaigns.audiences.repositories.audiences import AudienceRepository
from campaigns.audiences.repositories.figures import AudienceFigureRepository
from campaigns.audiences.tasks import build_recounts
from campaigns.campaigns.repositories import CONDITIONS, MEMBER_FILTERS
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.campaigns import CampaignFilters
from chasqui.contracts.customers.bands import AGE_BANDS, UNKNOWN_BAND, find_age_band
from chasqui.contracts.endpoints.campaigns.reports import CampaignsBy
from chasqui.contracts.event_payloads import ErasureRequested, EventName
from chasqui.contracts.events import Event
from chasqui.kernel.clock import read_now, read_today
from portal.campaigns.pages.statistics import REPORT
from tests.support.campaigns_world import CampaignsWorld, make_members

PATH = "/v1/reports/campaigns"


class Teller:
	"""Campaigns with audiences, and what is counted of them."""

	def __init__(self, world: CampaignsWorld) -> None:
		self.world = world

	def add(self, *members: tuple[Any, ...], **changes: Any) -> int:
		"""Return a campaign with an audience of (gender, age, province)."""
		campaign_id = int(self.world.make_campaign(**changes)["id"])
		rows = [list(row) for row in make_members(len(members))]
		for row, (gender, age, province) in zip(rows, members, strict=True):
			row[6], row[7], row[9] = gender, age, province
			row[10] = "\\N" if province == "\\N" else row[10]
		self.world.customers.members = [tuple(row) for row in rows]
		assert self.world.build_audience(campaign_id)["state"] == "ready"
		return campaign_id

	def ask(self, **asked: str) -> Any:
		answer = self.world.open_client(Role.SUPERVISOR).get(f"{PATH}?{urlencode(asked)}")
		assert answer.status_code == 200, answer.json
		return answer.json

	def count(self, figure: str = "members", **asked: str) -> dict[str, int]:
		return {one["key"]: one[figure] for one in self.ask(**asked)["lines"]}

	def recount(self) -> int:
		with self.world.wiring.database.open_session() as session:
			return len(AudienceFigureRepository(session).find_differences())


@pytest.fixture
def teller(world: CampaignsWorld) -> Teller:
	return Teller(world)


WOMEN = (("F", 30, "EC-P"), ("F", 41, "EC-G"), ("F", 41, "\\N"))
ALL = (*WOMEN, ("M", 70, "EC-P"), ("unknown", "\\N", "EC-P"))


def test_no_filter_of_the_list_asks_nothing() -> None:
	assert {*CONDITIONS, *MEMBER_FILTERS} == CampaignFilters.model_fields.keys()


@pytest.mark.covers("K21")
class TestCampaignReport:
	def test_members_are_counted_by_gender_age_and_province(self, teller: Teller) -> None:
		teller.add(*ALL)
		teller.add(*WOMEN)
		assert teller.count(by="gender") == {"F": 6, "M": 1, "unknown": 1}
		ages = {"25-34": 2, "35-44": 4, "65+": 1, "unknown": 1}
		assert list(teller.count(by="age").items()) == list(ages.items())
		assert teller.count(by="province") == {"EC-P": 4, "EC-G": 2, "none": 2}
		assert teller.count("campaigns", by="gender") == {"F": 2, "M": 1, "unknown": 1}
		total = teller.ask(by="gender")["total"]
		assert (total["campaigns"], total["members"], total["budget"]) == (2, 8, None)

	def test_campaigns_are_counted_by_budget_month_phase_and_owner(self, teller: Teller) -> None:
		first = teller.add(*ALL, budget="499.99")
		teller.add(*WOMEN, budget="500")
		teller.world.make_campaign(budget=None)
		teller.world.move(first, "in_execution")
		assert teller.count("campaigns", by="budget") == {"0-500": 1, "500-1000": 1, "none": 1}
		assert teller.count("budget", by="budget")["0-500"] == "499.99"
		assert teller.count(by="phase") == {"planned": 0, "segmented": 3, "in_execution": 5}
		assert list(teller.count(by="month").values()) == [8]
		assert teller.count("campaigns", by="owner") == {"marketing_head": 3}
		assert teller.ask()["total"]["budget"] == "999.99"

	def test_every_line_counts_the_list_behind_it(self, teller: Teller) -> None:
		teller.add(*ALL, budget="100")
		teller.world.move(teller.add(*WOMEN, budget="7000"), "in_execution")
		teller.world.make_campaign(budget=None)
		head = teller.world.open_client(Role.MARKETING_HEAD)
		for by in CampaignsBy:
			report = teller.ask(by=by)
			assert report["lines"]
			assert sum(one["members"] for one in report["lines"]) == report["total"]["members"] == 8
			[cut] = [one for one in REPORT.cuts if one.by is by]
			behind = head.get("/v1/campaigns").json["items"]
			assert (report["total"]["campaigns"] == len(behind)) is cut.is_whole
			for line in report["lines"]:
				for figure, more in REPORT.listed.items():
					asked = urlencode({by.value: line["key"], **more})
					behind = head.get(f"/v1/campaigns?{asked}").json["items"]
					assert len(behind) == line[figure], (by, line)

	def test_the_period_the_phase_and_the_owner_narrow_it(self, teller: Teller) -> None:
		today = read_today(teller.world.config.zone)
		early, late, end = (today + timedelta(days=days) for days in (40, 80, 90))
		days = [{"starts_on": f"{one}", "ends_on": f"{end}"} for one in (early, late)]
		teller.add(*ALL, **days[0])
		teller.world.move(teller.add(*WOMEN, **days[1]), "cancelled")
		months = [f"{one:%Y-%m}" for one in (early, late)]
		assert teller.count(by="month") == {months[0]: 5, months[1]: 3}
		assert teller.count(by="month", since=f"{early + timedelta(days=1)}") == {months[1]: 3}
		assert teller.count(by="month", until=f"{late - timedelta(days=1)}") == {months[0]: 5}
		assert teller.count(by="gender", since=f"{early}", until=f"{early}") == {
			"F": 3, "M": 1, "unknown": 1,
		}  # fmt: skip
		assert teller.count(by="gender", phase="cancelled") == {"F": 3}
		assert teller.ask(by="gender", owner="Nadie")["lines"] == []

	def test_one_kind_of_member_is_counted_by_another(self, teller: Teller) -> None:
		teller.add(*ALL)
		assert teller.count(by="province", gender="F") == {"EC-P": 1, "EC-G": 1, "none": 1}
		assert teller.count(by="budget", gender="F", province="EC-P") == {"1000-5000": 1}
		assert teller.ask(by="gender", age="65+", gender="F")["lines"] == []

	def test_an_audience_that_is_not_ready_counts_for_nobody(self, teller: Teller) -> None:
		campaign_id = teller.add(*ALL)
		head = teller.world.open_client(Role.MARKETING_HEAD)
		assert head.post(f"/v1/campaigns/{campaign_id}/audience").status_code == 202
		assert teller.ask(by="gender")["lines"] == []
		assert teller.count(by="phase") == {"segmented": 0}

	@pytest.mark.parametrize(
		"asked", ["by=name", "age=7", "province=Quito", "month=2031-13", "since=x", "budget=7"]
	)
	def test_what_makes_no_sense_is_refused(self, teller: Teller, asked: str) -> None:
		client = teller.world.open_client(Role.SUPERVISOR)
		assert client.get(f"{PATH}?{asked}").status_code == 422

	def test_without_campaigns_it_is_empty(self, teller: Teller) -> None:
		report = teller.ask(by="province")
		assert report["lines"] == []
		assert (report["total"]["campaigns"], report["total"]["members"]) == (0, 0)

	def test_advisors_do_not_see_it(self, world: CampaignsWorld) -> None:
		assert world.open_client(Role.ADVISOR).get(PATH).status_code == 403


class TestFigures:
	"""What is kept is what a recount finds, whatever happens to the members."""

	def test_bands_are_those_of_the_segments(self, teller: Teller) -> None:
		edges = [age for band in AGE_BANDS for age in (band.first, band.last or 99)]
		teller.add(*(("F", age, "EC-P") for age in edges))
		expected: dict[str, int] = {}
		for age in edges:
			expected[find_age_band(age)] = expected.get(find_age_band(age), 0) + 1
		assert teller.count(by="age") == expected

	def test_a_rebuilding_replaces_them(self, teller: Teller) -> None:
		campaign_id = teller.add(*ALL)
		assert teller.recount() == 0
		teller.world.customers.members = make_members(3)
		teller.world.build_audience(campaign_id)
		assert teller.count(by="gender") == {"F": 3}
		assert teller.recount() == 0

	def test_a_broken_rebuilding_leaves_them(self, teller: Teller) -> None:
		campaign_id = teller.add(*ALL)
		teller.world.customers.cut = "silent"
		teller.world.build_audience(campaign_id)
		assert teller.recount() == 0

	@pytest.mark.covers("R44")
	def test_an_erasure_takes_the_age_from_them_once(self, teller: Teller) -> None:
		teller.add(*ALL)
		teller.add(*WOMEN)
		for _ in range(2):  # an event may come again
			erase(teller.world, 1)
			assert teller.count(by="age") == {"35-44": 4, "65+": 1, UNKNOWN_BAND: 3}
			assert teller.count(by="province")["EC-P"] == 4
			assert teller.recount() == 0

	def test_an_erasure_during_a_rebuilding_leaves_no_difference(self, teller: Teller) -> None:
		campaign_id = teller.add(*ALL)
		copy_members = AudienceRepository.copy_members
		erasing = Thread(target=erase, args=(teller.world, 1))

		def copy_while_erasing(audiences: AudienceRepository, chunks: Any) -> int:
			copied = copy_members(audiences, chunks)
			erasing.start()
			erasing.join(1.0)
			assert erasing.is_alive()  # it waits for the members that are being replaced
			return copied

		with patch.object(AudienceRepository, "copy_members", copy_while_erasing):
			teller.world.build_audience(campaign_id)
		erasing.join()
		assert teller.recount() == 0
		with teller.world.wiring.database.open_session() as session:
			teller.world.wiring.make_eraser(session).wipe_revived()
		assert teller.recount() == 0
		assert teller.count(by="age")[UNKNOWN_BAND] == 2

	def test_a_difference_is_found_and_told(self, teller: Teller) -> None:
		teller.add(*ALL)
		wiring = teller.world.wiring
		(recount,) = build_recounts(wiring)
		assert recount.run(wiring.database) == 0
		with teller.world.wiring.database.open_session() as session:
			session.execute(text("DELETE FROM audience_member WHERE customer_id = 1"))
		assert recount.run(wiring.database) == 3  # by age, by income, by place


def erase(world: CampaignsWorld, customer_id: int) -> None:
	with world.wiring.database.open_session() as session:
		world.wiring.make_eraser(session).erase(order_erasure(customer_id))


def order_erasure(customer_id: int) -> Event[ErasureRequested]:
	return Event(
		event_id="00000000-0000-4000-8000-000000000001",
		cursor="1.1",
		name=EventName.ERASURE_REQUESTED,
		payload=ErasureRequested(customer_id=customer_id, erasure_id=7, person=None),
		happened_at=read_now(),
	)
