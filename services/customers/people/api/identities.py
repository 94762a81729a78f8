"""Whose customer somebody is, and the identification that is masked until it is asked for."""

from chasqui.contracts.advisors import AdvisorLink
from chasqui.contracts.customers.names import CustomerNames, NameQuery
from chasqui.contracts.customers.people import ShownIdentity
from chasqui.contracts.customers.reach import ReachablePeople, ReachRequest
from chasqui.contracts.endpoints.customers import people as endpoints
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.people.repositories.advisors import AdvisorRepository
from customers.people.repositories.reach import ReachRepository
from customers.people.wiring import PeopleParts


def build_blueprint(wiring: PeopleParts) -> Routes:
	routes = Routes("identities", __name__)

	@routes.serve(endpoints.reveal_identity)
	def reveal_identity(*, customer_id: int) -> ShownIdentity:
		session = read_session()
		wiring.make_advisor_guard(session).admit(read_principal(), customer_id)
		return wiring.make_customer_reader(session).reveal_identity(customer_id, read_actor())

	@routes.serve(endpoints.list_names)
	def list_names(*, query: NameQuery) -> CustomerNames:
		return wiring.make_customer_reader(read_session()).list_names(query.ids)

	@routes.serve(endpoints.show_advisor_link)
	def show_advisor_link(*, customer_id: int, staff_id: int) -> AdvisorLink:
		advisors = AdvisorRepository(read_session())
		return AdvisorLink(is_theirs=advisors.has_customer(staff_id, customer_id))

	@routes.serve(endpoints.find_reachable)
	def find_reachable(*, body: ReachRequest) -> ReachablePeople:
		return ReachablePeople(items=ReachRepository(read_session()).list_matching(body))

	return routes
