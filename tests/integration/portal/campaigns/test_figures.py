"""«Estadísticas» of one campaign: from the audience to the sale, its rates, its calls."""

import csv
import html
import io
import re
from html import unescape

import pytest

from chasqui.contracts.campaigns.figures import CampaignRates, CampaignSum
from tests.support.link_walk import list_links
from tests.support.portal_world import PortalWorld, Visitor, read_text

PAGE = "/campanas/1/estadisticas/"


@pytest.fixture
def visitor(portal: PortalWorld) -> Visitor:
	return portal.open("jefa")


@pytest.mark.covers("K19")
class TestFigures:
	def test_each_step_leads_to_its_people(self, visitor: Visitor) -> None:
		page = visitor.get(PAGE)
		ways = [unescape(one) for one in list_links(page) if "/clientes?stage=" in unescape(one)]
		stages = [way.rpartition("=")[2] for way in ways if way.count("=") == 1]
		assert stages[:5] == ["mailed", "called", "contacted", "interested", "sold"]
		for way in ways:
			answer = visitor.get(way)
			assert answer.status_code == 200
			assert "Parte de la dirección" not in answer.text, way

	def test_it_stands_beside_the_finished_ones(self, visitor: Visitor) -> None:
		text = read_text(visitor.get(PAGE).text)
		assert "Contacto personas que contestaron, de las llamadas 50 % 40 %" in text
		assert "Llamadas por venta llamadas hechas por cada persona que compró 17,8 22,5" in text
		# Six were due, two of them nobody has made; of the finished ones none was promised.
		assert "50 % pocos casos: 6 —" in text
		assert "Junto a 3 campañas finalizadas" in text

	@pytest.mark.parametrize(
		("by", "first"),
		[("result", "No contesta"), ("day", "20 nov 2026"), ("hour", "09:00"), ("advisor", "Ase")],
	)
	def test_calls_are_shown_by_what_one_chooses(
		self, visitor: Visitor, by: str, first: str
	) -> None:
		chart = visitor.get(f"{PAGE}llamadas.json?calls={by}").get_json()
		assert chart["categories"][0].startswith(first)
		file = visitor.get(f"{PAGE}llamadas?calls={by}&formato=csv").text
		_titles, *rows = csv.reader(io.StringIO(file.lstrip("\ufeff")), delimiter=";")
		reached, others = (one["values"] for one in chart["series"])
		assert [(row[0], int(row[1]), int(row[2])) for row in rows] == [
			(name, some + more, some)
			for name, some, more in zip(chart["categories"], reached, others, strict=True)
		]
		page = html.unescape(visitor.get(f"{PAGE}?calls={by}").text)
		name = {"advisor": "advisor_id"}.get(by, by)
		way = rf'href="/trabajo/llamadas\?kind=attempt&campaign_id=1&{name}=[^"]+">\d+</a>'
		assert re.search(way, page)
		assert re.findall(r'data-src="[^"]*llamadas.json[?]calls=(\w+)"', page) == [by]

	def test_the_choice_of_calls_is_no_filter_of_the_people(self, visitor: Visitor) -> None:
		for way in list_links(visitor.get(f"{PAGE}?calls=hour&by=age")):
			assert "clientes" not in way or "calls" not in way

	def test_without_an_audience_it_says_how_to_get_one(
		self, portal: PortalWorld, visitor: Visitor
	) -> None:
		nothing = CampaignSum()
		portal.world.campaign_rates = CampaignRates(own=nothing, finished=nothing)
		page = visitor.get(f"{PAGE}?gender=X").text
		assert "De la audiencia a la venta" not in page

	def test_before_the_first_call_it_says_how_it_comes(
		self, portal: PortalWorld, visitor: Visitor
	) -> None:
		portal.world.results = {}
		assert "Asigne clientes a un asesor" in visitor.get(PAGE).text

	def test_who_may_not_see_people_gets_figures_without_ways(self, portal: PortalWorld) -> None:
		page = portal.open("admin").get(PAGE)
		assert page.status_code == 200
		assert "De la audiencia a la venta" in page.text
		assert not [one for one in list_links(page) if "/clientes?" in one and "campanas/1" in one]
