"""The map of Ecuador: over all campaigns and of one (K22)."""

import csv
import io
import re
from html import unescape
from typing import Any

import pytest

from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.endpoints.campaigns.reports import CampaignLine
from chasqui.contracts.territory import list_provinces
from portal.campaigns.labels.map_metrics import METRICS, PEOPLE
from portal.campaigns.labels.map_metrics import MONEY as MONEY_METRICS
from portal.shell.labels.map_metrics import FEWEST, MapMetric
from tests.support.link_walk import list_links
from tests.support.portal_world import PortalWorld, Visitor

ALL, OWN, MONEY = "/mapa/", "/campanas/1/mapa/", "/campanas/1/dinero/mapa/"
PAGES = ((ALL, METRICS), (OWN, PEOPLE), (MONEY, MONEY_METRICS))
EVERY = [
	pytest.param(page, metric, id=f"{page}{metric.name}")
	for page, metrics in PAGES
	for metric in metrics
]
SHAPE = re.compile(
	r'<(a|g)[^>]*class="level-(\d)"[^>]*aria-label="([^"]*)"[^>]*>\s*<title>([^<]*)</title><path',
	re.S,
)


def list_shapes(page: str) -> list[tuple[str, int, str]]:
	"""Return the provinces of a map: ``(tag, level, words)``."""
	found = SHAPE.findall(page)
	assert all(label == title for _tag, _level, label, title in found)
	return [(tag, int(level), unescape(label)) for tag, level, label, _title in found]


@pytest.fixture
def visitor(portal: PortalWorld) -> Visitor:
	return portal.open("jefa")


@pytest.mark.covers("K22")
class TestMap:
	@pytest.mark.parametrize(("page", "metric"), EVERY)
	def test_every_province_is_there_once_with_its_words(
		self, visitor: Visitor, page: str, metric: MapMetric
	) -> None:
		answer = visitor.get(f"{page}?metric={metric.name}")
		shapes = list_shapes(answer.text)
		names = sorted(words.partition(":")[0] for _tag, _level, words in shapes)
		assert names == sorted(one.name for one in list_provinces())
		known = {words.partition(":")[0] for tag, level, words in shapes if level}
		assert known == {"Pichincha", "Guayas"} == {
			words.partition(":")[0] for tag, _level, words in shapes if tag == "a"
		}  # fmt: skip
		silent = [words for _tag, level, words in shapes if not level]
		assert all(words.endswith(": sin datos") for words in silent)
		counts = re.findall(r">(\d+) provincias?<", answer.text)
		assert sum(map(int, counts)) == 24

	@pytest.mark.parametrize(("page", "metric"), EVERY)
	def test_rates_of_few_cases_are_hatched(
		self, visitor: Visitor, page: str, metric: MapMetric
	) -> None:
		text = visitor.get(f"{page}?metric={metric.name}").text
		assert text.count('class="few"') == (2 if metric.cases else 0)  # each has fewer than 30
		assert ("Rayado: menos de 30 casos" in text) is (metric.cases is not None)

	@pytest.mark.parametrize("page", [ALL, OWN])
	def test_a_province_opens_the_list_that_it_counts(self, visitor: Visitor, page: str) -> None:
		ways = {
			unescape(one)
			for one in list_links(visitor.get(f"{page}?gender=F"))
			if "province=EC-" in unescape(one)
		}
		assert ways
		for way in ways:
			assert "gender=F" in way
			answer = visitor.get(way)
			assert answer.status_code == 200
			assert "Parte de la dirección" not in answer.text, way

	@pytest.mark.parametrize("page", [ALL, OWN])
	def test_the_table_is_sorted_and_leaves_as_it_stands(self, visitor: Visitor, page: str) -> None:
		for sort in ("mails", "-mails", "place", "-place"):
			text = visitor.get(f"{page}?sort={sort}").text
			titles, *rows = read_rows(visitor.get(f"{page}?sort={sort}&formato=csv").text)
			column = 0 if "place" in sort else titles.index("Correos aceptados")
			column_values = [row[column] for row in rows if row[0]]
			assert column_values == sorted(column_values, reverse=sort.startswith("-"))
			places = [text.index(f">{row[0]}<", text.index("<tbody>")) for row in rows if row[0]]
			assert places == sorted(places)

	@pytest.mark.parametrize("page", [ALL, OWN])
	def test_cantons_stand_below_unless_it_is_narrowed_by_what_people_are(
		self, visitor: Visitor, page: str
	) -> None:
		assert "Por cantón" in visitor.get(page).text
		assert "Quito (Pichincha)" in visitor.get(page).text
		assert "Por cantón" not in visitor.get(f"{page}?gender=F").text

	def test_what_is_not_on_the_map_is_said(self, visitor: Visitor) -> None:
		assert "No están en el mapa" in visitor.get(ALL).text

	def test_filters_of_the_statistics_narrow_it(
		self, portal: PortalWorld, visitor: Visitor
	) -> None:
		assert visitor.get(f"{ALL}?phase=finished&owner=Ana&by=phase").status_code == 200
		asked = [
			one for one in portal.world.report_queries if one.by.value in ("province", "canton")
		]
		assert {(one.phase, one.owner) for one in asked} == {(Phase.FINISHED, "Ana")}
		assert {one.by.value for one in asked} == {"province", "canton"}

	@pytest.mark.parametrize("page", [ALL, OWN])
	def test_nothing_found_says_how_to_find_more(
		self, portal: PortalWorld, visitor: Visitor, page: str
	) -> None:
		portal.world.counts_nobody = True
		text = visitor.get(f"{page}?gender=F").text
		assert "Quitar los filtros" in text
		assert "data-map" not in text

	def test_a_silent_service_is_named_and_the_page_stands(
		self, portal: PortalWorld, visitor: Visitor
	) -> None:
		portal.world.down.add("campaigns")
		page = visitor.get(ALL)
		assert (page.status_code, "no está disponible" in page.text) == (200, True)

	def test_advisors_do_not_see_it(self, portal: PortalWorld) -> None:
		advisor = portal.open("asesora")
		assert [advisor.get(one).status_code for one in (ALL, OWN)] == [403, 403]

	def test_who_may_not_see_people_gets_figures_without_ways(self, portal: PortalWorld) -> None:
		shapes = list_shapes(portal.open("admin").get(OWN).text)
		assert {tag for tag, _level, _words in shapes} == {"g"}

	def test_who_looks_after_no_money_sees_none(self, portal: PortalWorld) -> None:
		page = portal.open("supervisor").get(ALL).text
		assert "metric=sold" in page
		for one in MONEY_METRICS:
			assert f"metric={one.name}" not in page


class TestMetrics:
	@pytest.mark.parametrize("metric", METRICS, ids=lambda one: one.name)
	def test_each_reads_and_writes_a_line(self, metric: MapMetric) -> None:
		values: dict[str, Any] = {"campaigns": 3, "mails": 150, "contacted": 20, "sold": 5}
		values |= {"spent": "50.00", "revenue": "80.00", "result": "30.00"}
		line = CampaignLine(key="EC-P", members=200, **values)
		value = metric.read(line)
		assert value is not None
		expected = {
			"campaigns": "3",
			"members": "0,647",
			"mails": "75",
			"contacted": "10 %",
			"sold": "2,5 %",
			"result": "$30,00",
			"contact_cost": "$2,50",
			"sale_cost": "$10,00",
		}
		assert metric.write(float(value)) == expected[metric.name]
		assert metric.is_of_few(line) is (metric.name in ("contact_cost", "sale_cost"))

	@pytest.mark.parametrize("metric", METRICS, ids=lambda one: one.name)
	def test_few_cases_are_few_of_what_is_the_whole(self, metric: MapMetric) -> None:
		line = CampaignLine(key="EC-P", campaigns=1, members=FEWEST - 1)
		assert metric.is_of_few(line) is (metric.cases is not None)


def read_rows(file: str) -> list[list[str]]:
	"""Return the titles of a file and its rows."""
	return list(csv.reader(io.StringIO(file.lstrip("\ufeff")), delimiter=";"))
