"""The calendar and the board of campaigns."""

import html
import re
from datetime import date, timedelta
from typing import Any

import pytest

from chasqui.contracts.campaigns.campaigns import Campaign, Phase
from portal.planning.charts import build_week, find_monday, list_mail_days, list_weeks
from tests.support.portal_world import PortalWorld, read_text

MONDAY = date(2026, 11, 16)


@pytest.fixture
def campaign(portal: PortalWorld) -> Campaign:
	"""A campaign of two weeks, from a Thursday to a Tuesday, with monthly mail."""
	return change(
		portal,
		starts_on=date(2026, 11, 19),
		ends_on=date(2026, 12, 1),
		monthly_mailing=True,
		monthly_day="last",
		phase=Phase.IN_EXECUTION,
	)


def change(portal: PortalWorld, **news: Any) -> Campaign:
	known = portal.world.campaigns[1].model_copy(update=news)
	portal.world.campaigns[1] = known
	return known


class TestWeeks:
	def test_a_campaign_stands_on_the_days_that_it_goes_on(self, campaign: Campaign) -> None:
		weeks = [
			build_week(monday, [campaign], today=MONDAY, month=11)
			for monday in list_weeks(date(2026, 11, 1), date(2026, 12, 6))
		]
		lanes = [
			(lane.before, lane.length, lane.after, lane.begins, lane.ends)
			for week in weeks
			for lane in week.lanes
		]
		assert lanes == [(3, 4, 0, True, False), (0, 7, 0, False, False), (0, 2, 5, False, True)]
		assert [len(week.days) for week in weeks] == [7] * 6
		assert sum(day.is_today for week in weeks for day in week.days) == 1
		assert all(day.is_outside == (day.day.month != 11) for week in weeks for day in week.days)

	@pytest.mark.parametrize(
		("planned", "days"),
		[
			("last", [date(2026, 11, 30)]),
			(20, [date(2026, 11, 20)]),
			(18, []),
			(1, [date(2026, 12, 1)]),
		],
	)
	def test_it_is_mailed_on_its_day_of_the_month_alone(
		self, campaign: Campaign, planned: Any, days: list[date]
	) -> None:
		mailed = campaign.model_copy(update={"monthly_day": planned})
		assert list_mail_days(mailed, date(2026, 11, 1), date(2026, 12, 31)) == days

	@pytest.mark.parametrize("news", [{"monthly_mailing": False}, {"phase": Phase.CANCELLED}])
	def test_one_that_sends_none_has_no_day_of_mail(
		self, campaign: Campaign, news: dict[str, Any]
	) -> None:
		mute = campaign.model_copy(update=news)
		assert list_mail_days(mute, mute.starts_on, mute.ends_on) == []

	def test_the_week_of_any_day_begins_on_a_monday(self) -> None:
		for days in range(7):
			assert find_monday(MONDAY + timedelta(days=days)) == MONDAY


class TestCalendar:
	def test_a_month_shows_campaigns_with_their_days(
		self, portal: PortalWorld, campaign: Campaign
	) -> None:
		page = html.unescape(portal.open("jefa").get("/calendario/?month=2026-11").text)
		assert "noviembre de 2026" in page
		assert 'href="/calendario/?month=2026-10"' in page
		assert 'href="/calendario/?month=2026-12"' in page
		assert "del 19 nov 2026 al 1 dic 2026" in page
		assert "Correo mensual de" in page
		assert "correo: 30 nov 2026" in page
		assert f'href="/campanas/{campaign.id}/"' in page

	def test_a_week_is_shown_of_any_of_its_days(
		self, portal: PortalWorld, campaign: Campaign
	) -> None:
		page = html.unescape(portal.open("jefa").get("/calendario/?week=2026-11-20").text)
		assert "Del 16 nov 2026 al 22 nov 2026" in page
		assert 'href="/calendario/?week=2026-11-09"' in page
		assert 'href="/calendario/?week=2026-11-23"' in page
		assert campaign.name in page

	def test_empty_days_say_what_will_be_there(self, portal: PortalWorld) -> None:
		portal.world.campaigns.clear()
		assert "No hay campañas en estos días" in portal.open("jefa").get("/calendario/").text

	@pytest.mark.parametrize(
		("name", "value", "why"),
		[
			("month", "2026-13", "No tiene la forma esperada."),
			("month", "0000-01", "El calendario va de 2000 a 2100."),
			("week", "ayer", "Debe ser una fecha: AAAA-MM-DD."),
			("week", "9999-12-31", "Debe ser una fecha de los años 1800 a 2200."),
			("phase", "otra", "Debe ser uno de: 'planned', "),
		],
	)
	def test_what_is_no_month_is_said(
		self, portal: PortalWorld, name: str, value: str, why: str
	) -> None:
		answer = portal.open("jefa").get(f"/calendario/?{name}={value}")
		assert answer.status_code == 422
		text = read_text(answer.text)
		assert "No se entendió un filtro" in text
		assert f"«{value}»: {why}" in text


class TestBoard:
	def test_each_campaign_stands_in_its_phase_with_where_it_may_go(
		self, portal: PortalWorld, campaign: Campaign
	) -> None:
		change(
			portal, allowed_phases=[Phase.PAUSED], obstacles={Phase.FINISHED: "Falta que termine."}
		)
		page = html.unescape(portal.open("jefa").get("/tablero/").text)
		for phase in Phase:
			assert f'data-phase="{phase}"' in page
		column = page[page.index('data-phase="in_execution"') : page.index('data-phase="paused"')]
		assert campaign.name in column
		assert re.search(
			r'data-to="paused"\s+href="/campanas/1/fase/paused\?came_from=/tablero/', column
		)
		assert "Falta que termine." in column

	def test_a_move_asks_and_leads_back(self, portal: PortalWorld) -> None:
		change(portal, allowed_phases=[Phase.PAUSED], phase=Phase.IN_EXECUTION)
		visitor = portal.open("jefa")
		way = "/campanas/1/fase/paused?came_from=/tablero/"
		asked = visitor.get(way).text
		assert 'name="came_from" value="/tablero/"' in asked
		version = str(portal.world.campaigns[1].version)
		done = visitor.send(
			"/campanas/1/fase/paused", page=way, version=version, came_from="/tablero/"
		)
		assert done.location == "/tablero/"
		assert portal.world.campaigns[1].phase is Phase.PAUSED

	def test_a_move_that_is_not_allowed_says_why_on_the_board(self, portal: PortalWorld) -> None:
		change(portal, allowed_phases=[], obstacles={Phase.FINISHED: "Falta que termine."})
		visitor = portal.open("jefa")
		answer = visitor.get("/campanas/1/fase/finished?came_from=/tablero/")
		assert answer.location == "/tablero/"
		assert "Falta que termine." in visitor.get("/tablero/").text

	def test_who_may_not_move_sees_no_way(self, portal: PortalWorld) -> None:
		page = portal.open("admin").get("/tablero/").text
		assert "data-to=" not in page
