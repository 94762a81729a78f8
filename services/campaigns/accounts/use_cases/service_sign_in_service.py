"""Gives services their tokens for a client secret."""

import hmac
from collections.abc import Mapping

from pydantic import SecretStr

from campaigns.accounts.use_cases.tokens import TokenIssuer
from chasqui.contracts.access import Service
from chasqui.contracts.campaigns.security import SecurityKind
from chasqui.contracts.campaigns.staff import ClientGrant, TokenAnswer
from chasqui.kernel.errors import Unauthenticated
from chasqui.kernel.security.events import report
from chasqui.kernel.texts.text import say


class ServiceSignInService:
	"""Secrets are compared in constant time."""

	def __init__(
		self, secrets_by_service: Mapping[Service, SecretStr], issuer: TokenIssuer
	) -> None:
		self._secrets = secrets_by_service
		self._issuer = issuer

	def sign_in(self, grant: ClientGrant) -> TokenAnswer:
		"""Return a token of `grant.client_id` for `grant.audience`.

		:raises Unauthenticated: unknown client or wrong secret
		"""
		known = self._secrets.get(grant.client_id, SecretStr("")).get_secret_value()
		if not known or not hmac.compare_digest(known.encode(), grant.client_secret.encode()):
			report(SecurityKind.CLIENT_REFUSED, subject=f"service:{grant.client_id}")
			raise Unauthenticated(
				say("El cliente o su secreto no son correctos."), code="wrong_client"
			)
		token, scopes = self._issuer.issue_for_service(grant.client_id, grant.audience)
		return TokenAnswer(access_token=token, expires_in=self._issuer.seconds, scopes=scopes)
