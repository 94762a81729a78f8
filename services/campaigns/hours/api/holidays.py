"""Holidays over HTTP."""

from campaigns.hours.wiring import HoursParts
from chasqui.contracts.campaigns.hours import Holiday, HolidayFields, HolidayQuery
from chasqui.contracts.endpoints.campaigns import hours as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: HoursParts) -> Routes:
	routes = Routes("holidays", __name__)

	@routes.serve(endpoints.list_holidays)
	def list_holidays(*, query: HolidayQuery) -> Page[Holiday]:
		return wiring.make_holiday_service(read_session()).list_year(query)

	@routes.serve(endpoints.set_holiday)
	def set_holiday(*, body: HolidayFields) -> Holiday:
		return wiring.make_holiday_service(read_session()).set(body, read_principal().name)

	@routes.serve(endpoints.drop_holiday)
	def drop_holiday(*, country: str, day: str) -> None:
		wiring.make_holiday_service(read_session()).drop(country, day)

	return routes
