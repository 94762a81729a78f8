"""Who people are: their sessions, and the advisors among them."""

from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.staff import (
	RefreshGrant,
	RevokeRequest,
	Staff,
	StaffQuery,
	TokenAnswer,
)
from chasqui.contracts.endpoints.campaigns import accounts as accounts_api
from chasqui.contracts.endpoints.campaigns import staff as staff_api
from chasqui.kernel.errors import Unavailable
from chasqui.kernel.texts.text import say
from portal.shell.labels.options import Option
from portal.shell.pages.parts import Part, load_part, remember
from portal.siblings import ask


def refresh_session(refresh_token: str) -> TokenAnswer:
	"""Return fresh tokens; the given refresh token is spent."""
	grant = RefreshGrant(grant_type="refresh_token", refresh_token=refresh_token)
	answer = ask(accounts_api.issue_token, body=grant)
	if not isinstance(answer, TokenAnswer):
		raise Unavailable(say("El ingreso no responde por ahora."), code="bad_answer")
	return answer


def revoke_session(refresh_token: str) -> None:
	"""End the session that the refresh token belongs to."""
	ask(accounts_api.revoke_token, body=RevokeRequest(refresh_token=refresh_token))


def list_advisors() -> list[Staff]:
	"""Return the advisors, by name."""
	return ask(staff_api.list_staff, query=StaffQuery(role=Role.ADVISOR)).items


@remember
def load_advisors() -> Part[list[Staff]]:
	"""Return the advisors as a part of a page."""
	return load_part(list_advisors)


def list_advisor_options() -> list[Option]:
	"""Return the advisors to choose from; nobody while the accounts do not answer."""
	return [(str(one.id), one.name) for one in load_advisors().value or []]
