"""«Mejor hora»: every place hour by hour, and the list from the best hour on (K19)."""

import csv
import io
import re

import pytest

from tests.support.portal_world import PortalWorld, Visitor, read_text

PAGE = "/mejor-hora/"


@pytest.fixture
def visitor(portal: PortalWorld) -> Visitor:
	return portal.open("jefa")


@pytest.mark.covers("K19")
class TestContactHours:
	def test_places_stand_hour_by_hour(self, visitor: Visitor) -> None:
		page = visitor.get(PAGE).text
		assert re.findall(r'heat-(\d)"\s+title', page) == ["1", "2", "5", "5"] * 2
		text = read_text(page)
		assert "Galápagos 7 % 17 % 27 % 37 % Pichincha 10 % 20 % 30 % 40 %" in text
		assert len(re.findall(r"<em>[\d,]+ %</em>", page)) == 2

	def test_the_list_says_where_few_calls_stand_behind(self, visitor: Visitor) -> None:
		text = read_text(visitor.get(f"{PAGE}?region=EC-P").text)
		assert "09:00 20 2 10 % 10 % pocas llamadas" in text
		assert "12:00 80 5 6,2 % 40 %" in text

	def test_it_leaves_as_a_file(self, visitor: Visitor) -> None:
		file = visitor.get(f"{PAGE}?age=25-34&formato=csv").text
		assert "Edad: De 25 a 34" in file
		titles, *rows = csv.reader(io.StringIO(file[file.index("Provincia;") :]), delimiter=";")
		assert titles[:3] == ["Provincia", "Hora", "Llamadas"]
		assert len(rows) == 8

	def test_before_the_first_call_it_says_how_it_comes(
		self, portal: PortalWorld, visitor: Visitor
	) -> None:
		portal.world.results = {}
		assert "Las llamadas de la mesa se cuentan aquí" in visitor.get(PAGE).text

	def test_a_silent_service_is_named(self, portal: PortalWorld, visitor: Visitor) -> None:
		portal.world.down.add("campaigns")
		page = visitor.get(PAGE)
		assert (page.status_code, "no está disponible" in page.text) == (200, True)

	def test_advisors_see_the_hours_of_who_they_call(self, portal: PortalWorld) -> None:
		advisor = portal.open("asesora")
		assert advisor.get(PAGE).status_code == 403
		advisor.send("/mesa/siguiente", page="/mesa/")
		assert "Suelen contestar más" not in advisor.get("/mesa/").text
		assert portal.world.lease is not None
		portal.world.lease = portal.world.lease.model_copy(update={"best_hours": [18, 10]})
		assert "Suelen contestar más a las 18:00 y 10:00" in read_text(advisor.get("/mesa/").text)
