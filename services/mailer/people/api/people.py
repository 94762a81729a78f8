"""One customer: the mails that went to it, and all that is held about it."""

from chasqui.contracts.activity import CustomerMails
from chasqui.contracts.customers.rights import Holdings
from chasqui.contracts.endpoints.mailer import people as endpoints
from chasqui.contracts.event_payloads import CustomerSeen
from chasqui.contracts.mailer.people import MailCountRequest, MailCounts
from chasqui.kernel.feed.publishing import publish_event
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from mailer.people.wiring import PeopleParts
from mailer.tables import EventRow


def build_blueprint(wiring: PeopleParts) -> Routes:
	routes = Routes("people", __name__)

	@routes.serve(endpoints.show_mails)
	def show_mails(*, customer_id: int) -> CustomerMails:
		wiring.advisor_guard.admit(read_principal(), customer_id)
		record_look(wiring.publisher, customer_id, "mails")
		return wiring.make_people_reader(read_session()).read_mails(customer_id)

	@routes.serve(endpoints.count_mails)
	def count_mails(*, body: MailCountRequest) -> MailCounts:
		return wiring.make_people_reader(read_session()).count_mails(body)

	@routes.serve(endpoints.show_holdings)
	def show_holdings(*, customer_id: int) -> Holdings:
		record_look(wiring.publisher, customer_id, "holdings")
		return wiring.make_holdings_reader(read_session()).read_holdings(customer_id)

	return routes


def record_look(publisher: Publisher, customer_id: int, what: str) -> None:
	"""Have the audit, which customers keeps, record who looked at a customer."""
	who = read_principal()
	seen = CustomerSeen(customer_id=customer_id, actor=who.subject, actor_name=who.name, what=what)
	publish_event(read_session(), EventRow, seen, publisher)
