"""When customers may be called: for all campaigns, for one, and on which days nobody is."""

from datetime import date
from html import unescape

import pytest

from chasqui.contracts.campaigns.hours import Country, Holiday
from tests.support.portal_world import PortalWorld

PAGE, OWN, DAYS = "/horario", "/campanas/1/llamadas/horario", "/horario/feriados/"
CHRISTMAS = {"country": "EC", "day": "2026-12-25", "name": "Navidad"}


def list_lines(portal: PortalWorld, campaign: int | None = None) -> list[tuple[int, str, str]]:
	lines = portal.world.hours[campaign].lines
	return [(one.weekday, one.opens, one.closes) for one in lines]


@pytest.mark.covers("K27")
class TestTimetable:
	def test_it_is_changed_day_by_day(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		page = visitor.get(PAGE).text
		assert 'name="opens-1-0"' in page
		assert 'value="09:00"' in page
		typed = {
			"version": "1", "opens-1-0": "08:00", "closes-1-0": "12:00", "opens-1-1": "14:00",
			"closes-1-1": "00:00", "opens-6-0": "10:00", "closes-6-0": "13:00",
			"on_holidays": "on",
		}  # fmt: skip
		assert visitor.send(PAGE, page=PAGE, **typed).status_code == 303
		assert list_lines(portal) == [
			(1, "08:00", "12:00"), (1, "14:00", "24:00"), (6, "10:00", "13:00"),
		]  # fmt: skip
		again = visitor.get(PAGE).text
		assert 'value="00:00"' in again
		assert "Lo guardó" in again

	@pytest.mark.parametrize(
		("typed", "field", "text"),
		[
			({"opens-1-0": "09:00", "closes-1-0": ""}, "closes-1-0", "Falta hasta qué hora"),
			({"opens-1-0": "", "closes-1-0": "09:00"}, "opens-1-0", "Falta a qué hora se empieza"),
			({"opens-1-0": "19:00", "closes-1-0": "09:00"}, "closes-1-0", "después de la hora"),
			({}, "", "sin ninguno no se llama a nadie"),
			(
				{
					"opens-1-0": "09:00", "closes-1-0": "13:00",
					"opens-1-1": "12:00", "closes-1-1": "18:00",
				},
				"", "se cruzan",
			),
		],
	)  # fmt: skip
	def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
		self, portal: PortalWorld, typed: dict[str, str], field: str, text: str
	) -> None:
		visitor = portal.open("admin")
		answer = visitor.send(PAGE, page=PAGE, version="1", **typed)
		assert answer.status_code == 422
		page = unescape(answer.text)
		assert text in page
		assert not field or f'id="{field}-error"' in page
		for value in typed.values():
			assert f'value="{value}"' in page
		assert portal.world.hours[None].version == 1

	def test_a_campaign_has_its_own_until_it_goes(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		calls = visitor.get("/campanas/1/llamadas/").text
		assert "lunes a viernes, 09:00–19:00; no en feriados" in calls
		assert "El de todas las campañas." in calls
		assert "si guarda aquí, tendrá uno propio" in visitor.get(OWN).text
		typed = {"version": "0", "opens-7-0": "10:00", "closes-7-0": "11:30"}
		assert visitor.send(OWN, page=OWN, **typed).location == "/campanas/1/llamadas/"
		assert list_lines(portal, 1) == [(7, "10:00", "11:30")]
		assert "domingo, 10:00–11:30" in visitor.get("/campanas/1/llamadas/").text
		visitor.send(f"{OWN}/comun", page=OWN)
		assert portal.world.hours.keys() == {None}


class TestHolidays:
	def test_one_is_added_and_goes_again(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		page = f"{DAYS}?year=2026"
		assert "Navidad" in visitor.get(page).text
		new = {"day": "2026-12-06", "name": "Fundación de Quito", "country": "EC"}
		assert visitor.send(DAYS, page=page, **new).location == f"{DAYS}?year=2026&country=EC"
		assert "Fundación de Quito" in visitor.get(page).text
		visitor.send(f"{DAYS}quitar", page=page, **new)
		assert "Fundación de Quito" not in visitor.get(page).text

	def test_one_of_the_law_is_worked_on(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		page = f"{DAYS}?year=2026"
		key = (Country.ECUADOR, date(2026, 12, 25))
		for is_worked in (True, False):
			text = "on" if is_worked else ""
			visitor.send(DAYS, page=page, **CHRISTMAS, is_worked=text)
			assert portal.world.holidays[key] == Holiday(
				day=key[1], name="Navidad", is_official=True, is_worked=is_worked
			)

	def test_what_is_no_day_is_refused_at_its_field(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		answer = visitor.send(DAYS, page=DAYS, day="2026-13-40", name="Nada", country="EC")
		assert answer.status_code == 422
		assert 'id="add-day-error"' in answer.text or 'id="day-error"' in answer.text


class TestDesk:
	def test_it_says_what_time_it_is_there_and_until_when(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		visitor.send("/mesa/siguiente", page="/mesa/")
		assert "se llama hasta las" in visitor.get("/mesa/").text
