"""Fills a run with a few recipients that are known here, none of them by consent."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from mailer.designs.domain.address_digests import AddressHasher
from mailer.runs.domain.recipient_lines import WrittenRecipient, write_recipients
from mailer.runs.models.run import RunRow
from mailer.runs.repositories.recipients import fill_deliveries
from mailer.runs.repositories.runs import RunRepository
from mailer.suppression.domain.sources import ALL_SOURCES


class RecipientWriter:
	"""`takes_reserved`: addresses of examples are mailable, to the mailbox of tests."""

	def __init__(self, digests: AddressHasher, *, takes_reserved: bool) -> None:
		self._pads = digests.make_pads()
		self._takes_reserved = takes_reserved

	def fill(
		self,
		session: Session,
		run: RunRow,
		recipients: Sequence[WrittenRecipient],
		heeded: Sequence[str] = ALL_SOURCES,
	) -> None:
		"""Write the deliveries of a run, which may be sent then; `heeded` suppressions hold some
		back.
		"""
		driver: Any = session.connection().connection.driver_connection
		count = fill_deliveries(
			driver,
			write_recipients(run.id, recipients),
			run_id=run.id,
			needs_consent=False,
			takes_reserved=self._takes_reserved,
			pads=self._pads,
			heeded=heeded,
		)
		RunRepository(session).mark_filled(run, count)
