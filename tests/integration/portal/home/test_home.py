"""The first page: what wants attention, by role, and nothing said to be well that is not."""

from datetime import date, timedelta
from typing import Any

import pytest

from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.figures import FigureDifference
from chasqui.contracts.mailer.runs import DeliveryState, RunCounts, RunState
from chasqui.kernel.clock import read_now, read_today
from tests.support.fakes.stuck import make_stuck
from tests.support.fakes.world import make_audience, make_run
from tests.support.portal_world import PortalWorld

LATER = date(2100, 1, 1)
PAST = {"starts_on": date(2020, 1, 1), "ends_on": date(2020, 1, 31)}


def read_alerts(portal: PortalWorld, username: str = "jefa") -> str:
	page = portal.open(username).get("/").text
	return page[page.index("Requiere atención") :].partition("</section>")[0]


@pytest.fixture
def calm(portal: PortalWorld) -> PortalWorld:
	"""A portal where nothing is late."""
	world = portal.world
	days = {"starts_on": LATER, "ends_on": LATER}
	world.campaigns = {n: change(one, **days) for n, one in world.campaigns.items()}
	world.reviews.clear()
	return portal


def change(record: Any, **news: Any) -> Any:
	return record.model_copy(update=news)


class TestMarketing:
	def test_all_is_well_only_where_nothing_is_late(self, calm: PortalWorld) -> None:
		assert "Todo marcha" in read_alerts(calm)
		calm.world.down.add("mailer")
		told = read_alerts(calm)
		assert "Todo marcha" not in told
		assert "No se pudo revisar todo" in told

	@pytest.mark.parametrize(
		("news", "text"),
		[
			({"phase": Phase.PAUSED}, "Está en pausa"),
			({"is_over": True, **PAST}, "Su última fecha fue el 31 ene 2020"),
			({"phase": Phase.SEGMENTED, "starts_on": PAST["starts_on"]}, "Debía empezar el 1 ene"),
			(
				{"phase": Phase.PLANNED, "audience": make_audience(1, AudienceState.FAILED)},
				"Su audiencia no se pudo construir",
			),
		],
	)
	def test_a_campaign_that_is_amiss_is_named(
		self, calm: PortalWorld, news: dict[str, Any], text: str
	) -> None:
		calm.world.campaigns[1] = change(calm.world.campaigns[1], **news)
		told = read_alerts(calm)
		assert text in told
		assert "Plan hogar para mujeres" in told
		assert 'href="/campanas/1/"' in told
		assert "Todo marcha" not in told

	@pytest.mark.covers("R46")
	@pytest.mark.parametrize(
		("eligible", "accepted", "text"),
		[
			(4821, 4821, ""),
			(4820, 4820, "El envío reunió a 4.820 destinatarios"),
			(4821, 4700, "suman 4.700 y no 4.821"),
		],
	)
	def test_a_mailing_that_does_not_add_up_is_named(
		self, calm: PortalWorld, eligible: int, accepted: int, text: str
	) -> None:
		audience = calm.world.campaigns[1].audience
		counts = RunCounts(eligible=eligible, by_state={DeliveryState.ACCEPTED: accepted})
		calm.world.runs = {
			2: change(
				calm.world.runs[2], counts=counts, source_ref=str(audience.id),
				state=RunState.SENDING, job=None,
			)
		}  # fmt: skip
		told = read_alerts(calm)
		assert text in told
		assert ("Todo marcha" in told) is not bool(text)

	@pytest.mark.parametrize("state", [RunState.FAILED, RunState.MISSED, RunState.PAUSED])
	def test_mail_that_did_not_go_is_told(self, calm: PortalWorld, state: RunState) -> None:
		calm.world.runs[2] = change(calm.world.runs[2], state=state)
		assert 'href="/campanas/1/correo/"' in read_alerts(calm)

	def test_a_later_mailing_that_went_well_does_not_hide_it(self, calm: PortalWorld) -> None:
		runs, ended = calm.world.runs, read_now()
		runs.clear()
		for number, state in ((1, RunState.FAILED), (2, RunState.DONE)):
			runs[number] = change(make_run(number, state), created_at=ended, finished_at=ended)
		assert 'href="/campanas/1/correo/"' in read_alerts(calm)

	def test_what_failed_long_ago_is_over(self, calm: PortalWorld) -> None:
		runs, ended = calm.world.runs, read_now() - timedelta(days=8)
		runs.clear()
		runs[1] = change(make_run(1, RunState.FAILED), created_at=ended, finished_at=ended)
		assert 'href="/campanas/1/correo/"' not in read_alerts(calm)


class TestAdministration:
	def test_what_waits_for_the_administration_is_told(self, portal: PortalWorld) -> None:
		portal.world.stuck["campaigns"] = [make_stuck()]
		told = read_alerts(portal, "admin")
		for text in (
			"1 suceso detenido", "El plazo legal", "1 par por revisar", "faltas por revisar",
			"esperan su decisión",
		):  # fmt: skip
			assert text in told
		assert told.index("suceso detenido") < told.index("faltas por revisar")
		assert "/campanas/" not in told  # campaigns are the marketing head's

	@pytest.mark.covers("R46")
	def test_figures_that_differ_are_told_to_the_administration(self, portal: PortalWorld) -> None:
		wrong = FigureDifference(figures="campaign_day", rows=3, found_at=read_now())
		portal.world.differences = [wrong]
		told = read_alerts(portal, "admin")
		assert "Cifras que no cuadran: los días de cada campaña" in told
		assert "3 líneas salieron distintas" in told
		assert "no cuadran" not in read_alerts(portal)

	def test_an_advisor_has_the_desk_alone(self, portal: PortalWorld) -> None:
		page = portal.open("asesora").get("/").text
		assert "1 correo sin responder a tiempo" in page
		portal.world.mail_room.known.clear()
		assert "sin responder" not in portal.open("asesora").get("/").text


class TestQuotes:
	@pytest.mark.parametrize(("days", "is_soon"), [(0, True), (3, True), (4, False)])
	def test_what_expires_soon_is_named(
		self, portal: PortalWorld, days: int, *, is_soon: bool
	) -> None:
		book, today = portal.world.quotes, read_today("America/Guayaquil")
		until = today + timedelta(days=days)
		book.keep(book.quotes[2].model_copy(update={"valid_until": until}))
		told = read_alerts(portal, "account_manager")
		assert ("1 cotización por vencer" in told) is is_soon
		last = today + timedelta(days=3)
		way = f"/cotizaciones/?state=issued&amp;until_to={last}&amp;sort=until"
		assert (way in told) is is_soon
		assert "cotización" not in portal.open("asesora").get("/").text.partition("<main")[2]
