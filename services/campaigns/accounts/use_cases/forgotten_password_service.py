"""Passwords that were forgotten: asked for at the sign-in, answered by mail."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from campaigns.accounts.models.password_link import PasswordLinkRow
from campaigns.accounts.repositories.password_links import PasswordLinkRepository
from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.accounts.use_cases.password_link_service import PasswordLinkService
from campaigns.accounts.use_cases.sign_in_limits import choose_forgotten_limits, refuse_locked
from chasqui.contracts.campaigns.passwords import ForgottenRequest
from chasqui.contracts.campaigns.security import SecurityKind
from chasqui.contracts.mailer.notices import Notice
from chasqui.contracts.queues import CAMPAIGNS_MAIL_LINKS, CAMPAIGNS_QUEUE
from chasqui.kernel.clock import read_now
from chasqui.kernel.security.attempts import AttemptLimiter
from chasqui.kernel.security.events import NOBODY, report
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say

LIFE = timedelta(minutes=30)
SUBJECT = say("Elija otra contraseña para Chasqui")
UNTOUCHED = say(
	"Si no fue usted, no haga nada: su contraseña no ha cambiado. Si le llega otra vez, avise a "
	"quien administra las cuentas."
)


class ForgottenPasswordService:
	"""A name that nobody has goes the same way as one that somebody has: same limits, same work,
	same answer; only no mail leaves.
	"""

	def __init__(
		self,
		session: Session,
		links: PasswordLinkService,
		limiter: AttemptLimiter,
		publisher: Publisher,
		zone: str,
	) -> None:
		self._session = session
		self._staff = StaffRepository(session)
		self._rows = PasswordLinkRepository(session)
		self._links = links
		self._limiter = limiter
		self._publisher = publisher
		self._zone = ZoneInfo(zone)

	def ask(self, asked: ForgottenRequest) -> None:
		"""Have a link sent to the e-mail of an account, if it has one and may sign in.

		:raises TooMany: it was asked for too often
		:raises Unavailable: how often cannot be known
		"""
		attempt = choose_forgotten_limits(self._limiter, asked.login, asked.address).admit()
		if attempt.is_refused:
			raise refuse_locked(attempt.wait)
		account = self._staff.find_by_login(asked.login)
		may_have = account is not None and account.disabled_at is None and account.email
		staff_id = account.id if account is not None and may_have else None
		self._links.make(staff_id, read_now() + LIFE, is_mail_due=True)
		self._publisher.publish_after_commit(self._session, CAMPAIGNS_MAIL_LINKS, CAMPAIGNS_QUEUE)
		subject = f"staff:{account.id}" if account is not None else NOBODY
		report(SecurityKind.PASSWORD_FORGOTTEN, subject=subject, address=asked.address)

	def write_mail(self, link: PasswordLinkRow) -> Notice | None:
		"""Return the mail of a link; None where it is of nobody who may have one any more."""
		staff_id = link.staff_id
		account = self._staff.find_by_id(staff_id) if staff_id is not None else None
		if account is None or account.disabled_at is not None or not account.email:
			return None
		hour = link.expires_at.astimezone(self._zone).strftime("%H:%M")
		greeting = say("Hola, {name}:", name=account.name)
		what = say(
			"Alguien pidió elegir otra contraseña para su usuario «{username}». Si fue usted, abra "
			"este enlace antes de las {hour}. Sirve una sola vez:",
			username=account.username,
			hour=hour,
		)
		return Notice(
			key=link.id,
			email=account.email,
			subject=str(SUBJECT),
			before=[str(greeting), str(what)],
			link=self._links.describe(link).url,
			after=[str(UNTOUCHED)],
		)

	def delete(self, link: PasswordLinkRow) -> None:
		"""Drop a link that nobody will get."""
		self._rows.use(link.id)
