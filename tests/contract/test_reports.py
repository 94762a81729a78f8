"""What a report declares is whole: by what it counts, the list that it counts, its figures."""

from enum import StrEnum
from typing import Annotated

import pytest

from chasqui.contracts.access import Permission, Service
from chasqui.contracts.endpoint import QUERY, Api
from chasqui.contracts.every_endpoint import Declared, load_endpoints
from chasqui.contracts.reports import BY, Figure, Report, ReportLine, is_report, read_shape
from chasqui.contracts.wire import Contract
from chasqui.kernel.texts.text import say

REPORTS = [one for one in load_endpoints() if is_report(one)]


@pytest.mark.parametrize("report", REPORTS, ids=lambda one: one.name)
def test_it_is_narrowed_as_the_list_that_it_counts(report: Declared) -> None:
	"""The list takes every filter of the report, with the same kind of value."""
	query = report.takes[QUERY]
	[filters] = query.__bases__
	lists = [
		one.takes[QUERY]
		for one in load_endpoints()
		if one.service is report.service and not is_report(one) and QUERY in one.takes
	]
	assert any(issubclass(one, filters) and one is not filters for one in lists)
	assert query.model_fields.keys() == filters.model_fields.keys() | {BY}
	assert read_shape(report).figures


class By(StrEnum):
	PLACE = "place"


class Line(ReportLine):
	count: Annotated[int, Figure(say("Cuántos"))]


class Unsaid(Line):
	rest: int = 0


class Query(Contract):
	place: str = ""
	by: By = By.PLACE


class Placeless(Contract):
	by: By = By.PLACE


class Bare(Contract):
	place: str = ""


@pytest.mark.parametrize(
	("query", "line", "wrong"),
	[
		(Bare, Line, "does not say by what"),
		(Placeless, Line, "no filter gives the list"),
		(Query, Unsaid, "are no figures"),
	],
)
def test_a_declaration_that_lacks_a_part_is_refused(
	query: type[Contract], line: type[ReportLine], wrong: str
) -> None:
	def ask(*, query: Contract) -> Contract: ...  # type: ignore[empty-body]

	ask.__annotations__ = {"query": query, "return": Report[line]}  # type: ignore[valid-type]
	endpoint = Api(Service.CUSTOMERS).declare("GET", "/v1/x", Permission.ACCOUNT_OWN)(ask)
	with pytest.raises(TypeError, match=wrong):
		read_shape(endpoint)
