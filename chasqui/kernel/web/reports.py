"""The routes of reports: a report that is counted is served."""

from collections.abc import Iterable
from typing import Any

from chasqui.kernel.clock import read_today
from chasqui.kernel.data.reports import Asker, CountedReport
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_report_blueprint(reports: Iterable[CountedReport[Any, Any]], zone: str) -> Routes:
	"""Return the views of these reports, for days of a zone."""
	routes = Routes("reports", __name__)
	for report in reports:
		serve_report(routes, report, zone)
	return routes


def serve_report(routes: Routes, report: CountedReport[Any, Any], zone: str) -> None:
	"""Add the view of one report."""

	@routes.serve(report.endpoint)
	def answer_report(*, query: Any, **place: Any) -> Any:
		who = read_principal()
		asker = Asker(read_today(zone), who.permissions, who.subject, zone)
		return report.answer(read_session(), query, asker, **place)
