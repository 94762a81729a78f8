"""The routes of reports: a report that is counted is served."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from chasqui.kernel.data.reports import Asker, CountedReport
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_report_blueprint(
	reports: Iterable[CountedReport[Any, Any]], read_today: Callable[[], date]
) -> Routes:
	"""Return the views of these reports."""
	routes = Routes("reports", __name__)
	for report in reports:
		serve_report(routes, report, read_today)
	return routes


def serve_report(
	routes: Routes, report: CountedReport[Any, Any], read_today: Callable[[], date]
) -> None:
	"""Add the view of one report."""

	@routes.serve(report.endpoint)
	def answer_report(*, query: Any, **place: Any) -> Any:
		asker = Asker(read_today(), read_principal().permissions)
		return report.answer(read_session(), query, asker, **place)
