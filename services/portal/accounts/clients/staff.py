"""Who people are: sign-in, refresh, sign-out, the list of advisors."""

from http import HTTPStatus

from chasqui.contracts.access import Role
from chasqui.contracts.second_factor import SecondStep
from chasqui.contracts.staff import (
	PATH_SESSION,
	PATH_SIGN_INS,
	PATH_TOKEN,
	RefreshGrant,
	RevokeRequest,
	SignInRequest,
	Staff,
	TokenAnswer,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Unauthenticated, Unavailable
from portal.siblings import Siblings

WRONG_CREDENTIALS = "wrong_credentials"


class StaffClient:
	"""Asks campaigns about people, with the person's token, the portal's own, or none."""

	def __init__(self, siblings: Siblings) -> None:
		self._rest = siblings.campaigns
		self._open_rest = siblings.open_campaigns
		self._own_rest = siblings.own_campaigns

	def sign_in(self, asked: SignInRequest) -> TokenAnswer | SecondStep:
		"""Return tokens, or the step that the account asks for besides the password.

		:raises Unauthenticated: wrong credentials
		:raises TooMany: locked out
		"""
		content = asked.model_dump_json().encode()
		try:
			response = self._own_rest.request("POST", PATH_SIGN_INS, content=content)
			if response.status_code == HTTPStatus.ACCEPTED:
				return self._own_rest.read(response, SecondStep)
			return self._own_rest.read(response, TokenAnswer)
		except Unauthenticated as error:
			if error.code == WRONG_CREDENTIALS:
				raise
			raise Unavailable("El portal no tiene credencial para el ingreso.") from error

	def refresh(self, refresh_token: str) -> TokenAnswer:
		"""Return fresh tokens; the given refresh token is spent."""
		body = RefreshGrant(grant_type="refresh_token", refresh_token=refresh_token)
		return self._open_rest.post(PATH_TOKEN, TokenAnswer, body=body)

	def revoke(self, refresh_token: str) -> None:
		"""End the session that the refresh token belongs to."""
		body = RevokeRequest(refresh_token=refresh_token).model_dump_json().encode()
		self._open_rest.request("POST", f"{PATH_TOKEN}/revoke", content=body)

	def check_session(self) -> None:
		"""Return if the sign-in of who asks is open; Unauthenticated if it ended."""
		self._rest.request("GET", PATH_SESSION)

	def list_advisors(self) -> list[Staff]:
		"""Return the advisors of the first page, by name."""
		params = {"role": Role.ADVISOR.value}
		return self._rest.get("/v1/staff", Page[Staff], params=params).items
