"""What the company's domain has to say so that its mails are believed."""

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoints.mailer import API
from chasqui.contracts.mailer.domains import MailDomain


@API.declare("GET", "/v1/mail-domain", Permission.MAIL_SET_UP)
def show_domain() -> MailDomain:
	"""Say which records to publish, and look whether they stand in the DNS."""
