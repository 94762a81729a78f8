"""What becomes of quotes: issued, mailed, accepted, rejected."""

from chasqui.contracts.customers.quote_lists import QuotesRejected, QuotesRejection
from chasqui.contracts.customers.quotes import Quote, QuoteMailRequest, QuoteMove, QuoteRejection
from chasqui.contracts.endpoints.customers import quotes as endpoints
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.quotes.use_cases.quote_move_service import QuoteMoveService
from customers.quotes.wiring import QuoteParts
from customers.sales.api.sellers import read_seller


def build_blueprint(wiring: QuoteParts) -> Routes:
	routes = Routes("quote_moves", __name__)

	def make_service() -> QuoteMoveService:
		return wiring.make_quote_move_service(read_session(), read_seller())

	@routes.serve(endpoints.issue_quote)
	def issue_quote(*, quote_id: int, body: QuoteMove) -> Quote:
		return make_service().issue(quote_id, body, read_actor())

	@routes.serve(endpoints.accept_quote)
	def accept_quote(*, quote_id: int, body: QuoteMove) -> Quote:
		service = wiring.make_acceptance_service(read_session(), read_seller())
		return service.accept(quote_id, body, read_actor())

	@routes.serve(endpoints.mail_quote)
	def mail_quote(*, quote_id: int, body: QuoteMailRequest) -> Quote:
		service = wiring.make_quote_mail_service(read_session(), read_seller())
		return service.send(quote_id, body, read_actor())

	@routes.serve(endpoints.reject_quote)
	def reject_quote(*, quote_id: int, body: QuoteRejection) -> Quote:
		return make_service().reject(quote_id, body, read_actor())

	@routes.serve(endpoints.reject_quotes)
	def reject_quotes(*, body: QuotesRejection) -> QuotesRejected:
		return make_service().reject_all(body, read_actor())

	return routes
