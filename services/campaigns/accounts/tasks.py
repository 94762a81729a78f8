"""What the worker does about sign-ins and security events."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from campaigns.accounts.repositories.password_links import PasswordLinkRepository
from campaigns.accounts.repositories.staff_sessions import StaffSessionRepository
from campaigns.accounts.wiring import AccountParts
from chasqui.contracts import queues
from chasqui.kernel.clock import read_now

SIGN_INS_KEPT = timedelta(days=30)
"""After the latest end that they could have: till then a token used twice is reported."""


def build_tasks(wiring: AccountParts) -> Mapping[str, Callable[..., None]]:
	def publish_ended() -> None:
		with wiring.database.open_session() as session:
			wiring.make_staff_session_service(session).publish_ended()

	def collect_security() -> None:
		with wiring.database.open_session() as session:
			wiring.make_security_event_service(session).collect()

	return {
		queues.CAMPAIGNS_MAIL_LINKS: lambda: wiring.password_link_sender.send_due(),
		queues.CAMPAIGNS_PUBLISH_ENDED: publish_ended,
		queues.CAMPAIGNS_COLLECT_SECURITY: collect_security,
	}


def build_sweeps(wiring: AccountParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""

	def purge_sign_ins() -> None:
		with wiring.database.open_session() as session:
			StaffSessionRepository(session).purge(read_now() - SIGN_INS_KEPT)

	def purge_links() -> None:
		with wiring.database.open_session() as session:
			PasswordLinkRepository(session).purge(read_now())

	return [purge_sign_ins, purge_links, lambda: wiring.password_link_sender.send_due()]
