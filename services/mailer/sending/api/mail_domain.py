"""What the company's domain has to say so that its mails are believed."""

from chasqui.contracts.endpoints.mailer import domains as endpoints
from chasqui.contracts.mailer.domains import MailDomain
from chasqui.kernel.web.routes import Routes
from mailer.sending.wiring import SendingParts


def build_blueprint(wiring: SendingParts) -> Routes:
	routes = Routes("mail_domain", __name__)

	@routes.serve(endpoints.show_domain)
	def show_domain() -> MailDomain:
		return wiring.domain_reader.read()

	return routes
