"""Every report of every feature: its bars, its table, its files, the list behind each figure."""

import csv
import io
import re
from html import unescape
from urllib.parse import parse_qs

import pytest
from flask import url_for

from chasqui.contracts.access import ROLE_PERMISSIONS
from chasqui.contracts.endpoints.campaigns.reports import CampaignLine
from chasqui.contracts.endpoints.customers.reports import ItemsBy, report_items
from chasqui.contracts.every_endpoint import load_endpoints
from chasqui.contracts.reports import Report, is_report
from portal.features import FEATURES
from portal.shell.lists.filters import Choice
from portal.shell.pages.list_page import Empty
from portal.shell.pages.report_cuts import Bars, Cut
from portal.shell.pages.report_page import ReportPage
from tests.support.fakes.reports import NOBODY, TODAY
from tests.support.link_walk import list_links
from tests.support.portal_world import PortalWorld, Visitor

REPORTS: dict[str, ReportPage] = {
	module.blueprint.name: module.REPORT
	for module in FEATURES.load("pages")
	if hasattr(module, "REPORT")
}
CUTS = [
	pytest.param(name, cut, id=f"{name}-{cut.by}")
	for name, report in REPORTS.items()
	for cut in report.cuts
]


def link(portal: PortalWorld, endpoint: str, **args: str) -> str:
	"""Return the address of a page: of the first campaign, where it is of one."""
	of = (
		{"campaign_id"} if portal.app.url_map.is_endpoint_expecting(endpoint, "campaign_id") else ()
	)
	with portal.app.test_request_context():
		return url_for(endpoint, **args, **dict.fromkeys(of, 1))


@pytest.fixture
def visitor(portal: PortalWorld) -> Visitor:
	return portal.open("jefa")


def test_every_report_that_is_declared_has_a_page() -> None:
	shown = {id(one.report) for one in REPORTS.values()}
	assert {
		one.name for one in load_endpoints() if is_report(one) and id(one) not in shown
	} == set()


@pytest.mark.parametrize(("name", "cut"), CUTS)
def test_its_bars_are_the_figures_of_its_table(
	portal: PortalWorld, visitor: Visitor, name: str, cut: Cut
) -> None:
	report = REPORTS[name]
	asked = {"by": cut.by.value}
	page = visitor.get(link(portal, f"{name}.show", **asked))
	chart = visitor.get(link(portal, f"{name}.show_chart", **asked)).get_json()
	assert page.status_code == 200
	file = visitor.get(link(portal, f"{name}.show", **asked, formato="csv"))
	titles, *rows = csv.reader(io.StringIO(file.text.lstrip("\ufeff")), delimiter=";")
	assert rows
	assert [row[0] for row in rows] == chart["categories"]
	figures = report.read_shape().figures
	for bar, series in zip(cut.bars, chart["series"], strict=True):
		column = titles.index(str(figures[bar.figure].title))
		values = [float(row[column].replace(",", ".")) for row in rows]
		assert values == series["values"]


@pytest.mark.parametrize("name", REPORTS)
def test_the_bars_show_any_figure_that_one_chooses(
	portal: PortalWorld, visitor: Visitor, name: str
) -> None:
	page = visitor.get(link(portal, f"{name}.show"))
	chosen = {one for one in list_links(page) if one.startswith("?bars=")}
	figures = REPORTS[name].read_shape().figures
	assert len(chosen) >= len(figures) - 1
	for way in chosen:
		chart = visitor.get(link(portal, f"{name}.show_chart") + way).get_json()
		figure = figures[way.removeprefix("?bars=")]
		assert [one["name"] for one in chart["series"]] == [str(figure.title)]
	usual = visitor.get(link(portal, f"{name}.show_chart", bars="nothing")).get_json()
	assert len(usual["series"]) == len(REPORTS[name].cuts[0].bars)


@pytest.mark.parametrize(("name", "cut"), CUTS)
def test_every_line_leads_to_a_list_that_understands_its_filters(
	portal: PortalWorld, visitor: Visitor, name: str, cut: Cut
) -> None:
	report = REPORTS[name]
	behind = link(portal, report.behind)
	page = visitor.get(link(portal, f"{name}.show", by=cut.by.value))
	ways = {one for one in list_links(page) if one.startswith(f"{behind}?{cut.by.value}=")}
	assert ways
	[total] = re.findall(r"<th[^>]*>(?:(?!<th).)*Total", page.text, re.DOTALL)
	assert ("href" in total) is cut.is_whole
	for way in ways:
		answer = visitor.get(unescape(way))
		assert answer.status_code == 200, way
		assert "Parte de la dirección" not in answer.text, way
		asked = parse_qs(unescape(way).partition("?")[2])
		assert {one: asked.get(one) for one in report.behind_also} == {
			one: list(values) for one, values in report.behind_also.items()
		}


@pytest.mark.parametrize("name", REPORTS)
def test_what_leaves_as_a_file_is_noted_with_its_filters(
	portal: PortalWorld, visitor: Visitor, name: str
) -> None:
	by = REPORTS[name].cuts[-1].by.value
	assert visitor.get(link(portal, f"{name}.show", by=by, formato="xlsx")).status_code == 200
	assert portal.world.people.exports == [(REPORTS[name].file, ["by"])]


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_found_says_how_to_find_more(
	portal: PortalWorld, visitor: Visitor, name: str
) -> None:
	report = REPORTS[name]
	portal.world.counts_nobody = True
	field = next(one for one in (*report.filters, *report.more) if type(one) is Choice)
	with visitor.client:  # its choices are asked as the visitor
		visitor.get(link(portal, f"{name}.show"))
		value, _text = next(iter(field.list_options()), (NOBODY, ""))
	by = {"by": field.name} if field.name in {one.value for one in report.read_shape().by} else {}
	page = visitor.get(link(portal, f"{name}.show", **by, **{field.name: str(value)})).text
	assert "Quitar los filtros" in page
	assert f'data-name="{report.file}"' not in page


@pytest.mark.parametrize("name", REPORTS)
def test_a_silent_service_is_named_and_the_page_stands(
	portal: PortalWorld, visitor: Visitor, name: str
) -> None:
	service = REPORTS[name].report.service
	assert service
	portal.world.down.add(service.value)
	address = link(portal, f"{name}.show")
	page = visitor.get(address)
	if "/1/" in address:  # whose campaign is it? The same service would know.
		assert (page.status_code, "campañas" in page.text) == (503, True)
		return
	assert page.status_code == 200
	assert "Esta parte no está disponible por ahora." in page.text


@pytest.mark.parametrize("name", REPORTS)
def test_who_may_not_ask_it_sees_no_page(portal: PortalWorld, name: str) -> None:
	needs = REPORTS[name].report.needs
	others = [role for role, given in ROLE_PERMISSIONS.items() if given.isdisjoint(needs)]
	visitor = portal.open(others[0].value)
	for endpoint in ("show", "show_chart"):
		assert visitor.get(link(portal, f"{name}.{endpoint}")).status_code == 403


def test_bars_of_a_figure_that_says_nothing_here_are_the_usual(visitor: Visitor) -> None:
	cut = next(one for one in REPORTS["campaign_statistics"].cuts if one.by == "gender")
	line = CampaignLine(key="F", campaigns=1, members=2)
	report = Report[CampaignLine](as_of=TODAY, lines=[line], total=line)
	with visitor.client.application.test_request_context("/?bars=budget"):
		assert REPORTS["campaign_statistics"].choose_bars(cut, report) == cut.bars
	with visitor.client.application.test_request_context("/?bars=campaigns"):
		assert REPORTS["campaign_statistics"].choose_bars(cut, report) == (Bars("campaigns"),)


def test_what_it_counts_by_and_does_not_show_is_refused() -> None:
	texts = {
		"title": "Informe",
		"empty": Empty("id", "Nada", "Cuando haya algo."),
		"file": "informe",
		"behind": "x.y",
	}
	one = Cut(ItemsBy.TYPE, "Tipo", (Bars("items"),))
	with pytest.raises(TypeError, match="no bars by"):
		ReportPage(**texts, report=report_items, cuts=(one,))
	odd = [Cut(by, "Nada", (Bars("nothing"),)) for by in ItemsBy]
	with pytest.raises(TypeError, match="are no figures"):
		ReportPage(**texts, report=report_items, cuts=odd)


@pytest.mark.parametrize("name", REPORTS)
def test_its_file_says_by_what_it_was_asked(
	portal: PortalWorld, visitor: Visitor, name: str
) -> None:
	"""Also by filters that stand above it only where its address sets them."""
	report = REPORTS[name]
	with visitor.client:  # its choices are asked as the visitor
		visitor.get(link(portal, f"{name}.show"))
		asked = [
			(one.name, str(one.title), str(value), str(text))
			for one in (*report.filters, *report.more)
			if type(one) is Choice
			for value, text in list(one.list_options())[:1]
		]
	assert asked
	kinds = {one.value for one in report.read_shape().by}
	for field, title, value, text in asked:
		by = {"by": field} if field in kinds else {}  # so that both are counted together
		address = link(portal, f"{name}.show", **by, **{field: value, "formato": "csv"})
		file = visitor.get(address).text
		assert f"{title}: {text}" in file.lstrip("\ufeff").splitlines()[0]
