"""Makes access tokens: short JWTs that say who, with which roles or scopes, for whom."""

from collections.abc import Mapping

from joserfc import jwt

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.accounts.use_cases.keys import SigningKeyStore
from chasqui.contracts.access import SERVICE_SCOPES, Role, Scope, Service
from chasqui.contracts.campaigns.staff import Staff
from chasqui.kernel.clock import read_now
from chasqui.kernel.security.keys import ALGORITHM

# Where the staff's tokens hold. risk_soap is asked by campaigns only.
STAFF_AUDIENCES = [Service.CUSTOMERS, Service.CAMPAIGNS, Service.MAILER]


class TokenIssuer:
	def __init__(self, keys: SigningKeyStore, *, issuer: str, seconds: int) -> None:
		self._keys = keys
		self._issuer = issuer
		self.seconds = seconds

	def issue_for_staff(self, staff: Staff, sid: str, seconds: int) -> str:
		"""Return a token of a person of the staff, of the sign-in `sid`, for so many seconds."""
		claims = {
			"sub": f"staff:{staff.id}", "name": staff.name, "roles": staff.roles, "sid": sid
		}  # fmt: skip
		return self._sign([str(name) for name in STAFF_AUDIENCES], claims, seconds)

	def issue_for_service(self, client: Service, audience: Service) -> tuple[str, list[Scope]]:
		"""Return a service's token for one audience, and its scopes."""
		scopes = sorted(SERVICE_SCOPES.get(client, ()))
		claims = {"sub": f"service:{client}", "scope": " ".join(scopes)}
		return self._sign([str(audience)], claims, self.seconds), scopes

	def _sign(self, audience: list[str], claims: Mapping[str, object], seconds: int) -> str:
		now = int(read_now().timestamp())
		times = {"iat": now, "exp": now + seconds}
		header = {"alg": ALGORITHM, "kid": self._keys.signing_key.kid}
		body = {"iss": self._issuer, "aud": audience, **times, **claims}
		return jwt.encode(header, body, self._keys.signing_key)


def describe_staff(account: StaffAccountRow) -> Staff:
	"""Return an account as the contract shows it."""
	roles = [Role(role) for role in account.roles]
	return Staff(id=account.id, username=account.username, name=account.name, roles=roles)
