"""Notices: single mails that the other services have to send."""

from chasqui.contracts.access import Scope
from chasqui.contracts.endpoints.mailer import API
from chasqui.contracts.mailer.notices import PATH_NOTICES, Notice


@API.declare("POST", PATH_NOTICES, scopes=[Scope.NOTICES_SEND])
def send_notice(*, body: Notice) -> None:
	"""Hand a mail to the server; 503 where it does not take it now, 422 where it never will."""
