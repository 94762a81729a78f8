"""Customers given to advisors, and what their calls add up to (K19, K26)."""

from campaigns.desk.wiring import DeskParts
from chasqui.contracts.campaigns.assignments import (
	Assignment,
	AssignmentRequest,
	HandoverRequest,
	LeftCustomers,
	SplitRequest,
)
from chasqui.contracts.campaigns.desk import CallStatistics
from chasqui.contracts.endpoints.campaigns import desk as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: DeskParts) -> Routes:
	routes = Routes("assignments", __name__)

	@routes.serve(endpoints.list_assignments)
	def list_assignments(*, campaign_id: int) -> Page[Assignment]:
		return wiring.make_advisor_assignment_service(read_session()).list_assignments(campaign_id)

	@routes.serve(endpoints.assign_customers)
	def assign_customers(*, campaign_id: int, body: AssignmentRequest) -> Assignment:
		session = read_session()
		assigner = wiring.make_advisor_assignment_service(session)
		name = read_principal().name
		return assigner.assign(campaign_id, body, name)

	@routes.serve(endpoints.split_customers)
	def split_customers(*, campaign_id: int, body: SplitRequest) -> Page[Assignment]:
		splitter = wiring.make_split_service(read_session())
		return splitter.split(campaign_id, body, read_principal().name)

	@routes.serve(endpoints.withdraw_assignment)
	def withdraw_assignment(*, assignment_id: int) -> Assignment:
		assigner = wiring.make_advisor_assignment_service(read_session())
		return assigner.withdraw(assignment_id, read_principal().name)

	@routes.serve(endpoints.hand_over_customers)
	def hand_over_customers(*, campaign_id: int, body: HandoverRequest) -> Assignment:
		session = read_session()
		assigner = wiring.make_advisor_assignment_service(session)
		name = read_principal().name
		return assigner.hand_over(campaign_id, body, name)

	@routes.serve(endpoints.list_left)
	def list_left() -> Page[LeftCustomers]:
		return wiring.make_advisor_assignment_service(read_session()).list_left()

	@routes.serve(endpoints.count_calls)
	def count_calls(*, campaign_id: int) -> CallStatistics:
		return wiring.make_call_statistics_reader(read_session()).count(campaign_id)

	return routes
