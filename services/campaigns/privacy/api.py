"""One customer: what was done with it, and all that is held about it."""

from campaigns.privacy.wiring import PrivacyParts
from campaigns.tables import EventRow
from chasqui.contracts.access import Permission
from chasqui.contracts.activity import CustomerActivity
from chasqui.contracts.advisors import AdvisorLink
from chasqui.contracts.customers.rights import Holdings
from chasqui.contracts.endpoints.campaigns import privacy as endpoints
from chasqui.contracts.event_payloads import CustomerSeen
from chasqui.kernel.feed.publishing import publish_event
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: PrivacyParts) -> Routes:
	routes = Routes("people", __name__)

	@routes.serve(endpoints.show_activity)
	def show_activity(*, customer_id: int) -> CustomerActivity:
		session, who = read_session(), read_principal()
		wiring.make_advisor_guard(session).admit(who, customer_id)
		record_look(wiring.publisher, customer_id, "activity")
		sees_scores = Permission.RISK_READ_SCORES in who.permissions
		return wiring.make_activity_reader(session).read(customer_id, sees_scores=sees_scores)

	@routes.serve(endpoints.show_advisor_link)
	def show_advisor_link(*, customer_id: int, staff_id: int) -> AdvisorLink:
		links = wiring.make_advisor_link_reader(read_session())
		return AdvisorLink(is_theirs=links.has_customer(staff_id, customer_id))

	@routes.serve(endpoints.show_holdings)
	def show_holdings(*, customer_id: int) -> Holdings:
		record_look(wiring.publisher, customer_id, "holdings")
		return wiring.make_holdings_reader(read_session()).read(customer_id)

	return routes


def record_look(publisher: Publisher, customer_id: int, what: str) -> None:
	"""Have the audit, which customers keeps, record who looked at a customer."""
	who = read_principal()
	seen = CustomerSeen(customer_id=customer_id, actor=who.subject, actor_name=who.name, what=what)
	publish_event(read_session(), EventRow, seen, publisher)
