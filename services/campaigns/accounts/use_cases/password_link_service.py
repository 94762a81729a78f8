"""Links by which people choose their password: made, shown, used."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from campaigns.accounts.domain.sign_in_keys import SignInKeyDeriver, hash_token
from campaigns.accounts.models.password_link import PasswordLinkRow
from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.accounts.repositories.password_links import PasswordLinkRepository
from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.accounts.use_cases.administrator_policy import AdministratorPolicy
from campaigns.accounts.use_cases.passwords import set_password
from campaigns.accounts.use_cases.staff_reader import NO_ACCOUNT
from campaigns.accounts.use_cases.staff_session_service import StaffSessionService
from chasqui.contracts.campaigns.accounts import PasswordLink
from chasqui.contracts.campaigns.passwords import PATH_CHOOSE, LinkCheck, LinkOwner, LinkUse
from chasqui.contracts.campaigns.security import SecurityKind
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import AppError, Conflict, NotFound, Unauthenticated
from chasqui.kernel.security.events import NOBODY, report
from chasqui.kernel.texts.text import say

LIFE = timedelta(hours=72)
OWN = say("Su propia contraseña se cambia en «Mi cuenta».")
DISABLED = say("La cuenta está desactivada: reactívela antes.")
LATE = say("El enlace ya no sirve: venció, se usó, o hay otro más nuevo.")


class PasswordLinkService:
	"""Who holds a link proves by it alone who they are. A reset, a new password, a disabled account
	and another e-mail end it.
	"""

	def __init__(
		self,
		staff: StaffRepository,
		links: PasswordLinkRepository,
		sessions: StaffSessionService,
		keys: SignInKeyDeriver,
		policy: AdministratorPolicy,
		public_url: str,
	) -> None:
		self._policy = policy
		self._way = public_url.rstrip("/") + PATH_CHOOSE
		self._staff = staff
		self._links = links
		self._sessions = sessions
		self._keys = keys

	def reset(self, staff_id: int, *, by: str) -> PasswordLink:
		"""Take the password off an account, end its sign-ins, and return a link to choose another.

		:raises NotFound: there is no such account
		:raises Conflict: it is the account of who asks, it is disabled, or nobody would be left to
			administer
		"""
		if by == f"staff:{staff_id}":
			raise Conflict(OWN, code="own_account")
		self._policy.hold()
		account = self._staff.lock_by_id(staff_id)
		if account is None:
			raise NotFound(NO_ACCOUNT, code="staff_not_found")
		if account.disabled_at is not None:
			raise Conflict(DISABLED, code="account_disabled")
		self._policy.check_roles(account, [])
		self._links.drop(staff_id)
		account.password_hash = None
		report(SecurityKind.PASSWORD_RESET, subject=f"staff:{staff_id}", by=by)
		self._sessions.end_all(staff_id, by=by)
		return self.describe(self.make(staff_id, read_now() + LIFE))

	def make(
		self, staff_id: int | None, expires_at: datetime, *, is_mail_due: bool = False
	) -> PasswordLinkRow:
		"""Keep a new link of an account, or of none."""
		link_id = uuid4()
		row = PasswordLinkRow(
			id=link_id,
			staff_id=staff_id,
			token_hash=hash_token(self._derive_token(link_id)),
			expires_at=expires_at,
			is_mail_due=is_mail_due,
		)
		self._links.add(row)
		return row

	def describe(self, link: PasswordLinkRow) -> PasswordLink:
		"""Return what its person gets to know of a link."""
		token = self._derive_token(link.id)
		return PasswordLink(token=token, url=self._way + token, expires_at=link.expires_at)

	def _derive_token(self, link_id: UUID) -> str:
		"""Return the token of a link: whoever reads the database does not know it."""
		return self._keys.derive_token("password-link", link_id.hex)

	def check(self, asked: LinkCheck) -> LinkOwner:
		"""Return whose link it is, which stays unused.

		:raises Unauthenticated: it serves no more
		"""
		account, link = self._find(asked.token)
		if account is None or link is None:
			raise _refuse(asked.address)
		return LinkOwner(username=account.username, name=account.name, expires_at=link.expires_at)

	def use(self, asked: LinkUse) -> None:
		"""Give the account of a link its new password, and end all sign-ins.

		:raises Unauthenticated: the link serves no more
		:raises Invalid: the password is short or easy to guess; the link stays
		"""
		account, link = self._find(asked.token)
		if account is None or link is None:
			raise _refuse(asked.address)
		self._staff.lock(account)
		if account.disabled_at is not None or not self._links.use(link.id):
			raise _refuse(asked.address)
		set_password(account, asked.password)
		self._links.drop(account.id)
		subject = f"staff:{account.id}"
		report(SecurityKind.PASSWORD_CHOSEN, subject=subject, address=asked.address)
		self._sessions.end_all(account.id)

	def _find(self, token: str) -> tuple[StaffAccountRow | None, PasswordLinkRow | None]:
		link = self._links.find(hash_token(token), read_now())
		staff_id = link.staff_id if link is not None else None
		account = self._staff.find_by_id(staff_id) if staff_id is not None else None
		if account is None or account.disabled_at is not None:
			return None, None
		return account, link


def _refuse(address: str) -> AppError:
	report(SecurityKind.PASSWORD_LINK_REFUSED, subject=NOBODY, address=address)
	return Unauthenticated(LATE, code="link_refused")
