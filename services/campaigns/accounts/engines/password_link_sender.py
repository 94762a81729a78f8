"""Has the mailer send the links that somebody asked for, each in a transaction of its own."""

from collections.abc import Callable
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from campaigns.accounts.repositories.password_links import PasswordLinkRepository
from campaigns.accounts.use_cases.forgotten_password_service import ForgottenPasswordService
from chasqui.contracts.endpoints.mailer import notices as mailer_api
from chasqui.kernel.clients.rest import RestClient
from chasqui.kernel.clock import read_now
from chasqui.kernel.data.database import Database
from chasqui.kernel.errors import Invalid, Unavailable


class PasswordLinkSender:
	"""A link is held while its mail is handed over. What the mailer cannot take now stays due, till
	it expires; a kill after the mail and before the commit sends the same mail again.
	"""

	def __init__(
		self,
		database: Database,
		make_service: Callable[[Session], ForgottenPasswordService],
		mailer: RestClient,
	) -> None:
		self._database = database
		self._make_service = make_service
		self._mailer = mailer

	def send_due(self) -> None:
		"""Send what is due; where the mailer is silent, leave the rest to the next time."""
		with self._database.open_session() as session:
			due = PasswordLinkRepository(session).list_due(read_now())
		for link_id in due:
			try:
				self._send(link_id)
			except Unavailable as error:
				structlog.get_logger().warning("password_link_waits", why=error.code)
				return

	def _send(self, link_id: UUID) -> None:
		with self._database.open_session() as session:
			link = PasswordLinkRepository(session).hold_due(link_id)
			if link is None:
				return
			service = self._make_service(session)
			notice = service.write_mail(link)
			if notice is None:
				service.delete(link)
				return
			try:
				self._mailer.call(mailer_api.send_notice, body=notice)
			except Invalid as error:
				structlog.get_logger().warning("password_link_undeliverable", why=error.code)
				service.delete(link)
				return
			link.is_mail_due = False
