"""Whom a campaign mails no more."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chasqui.contracts.event_payloads import MailStopped
from mailer.runs.models.mail_stop import MailStopRow


class MailStopRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def keep(self, stop: MailStopped) -> None:
		"""Keep what a call has settled; of two calls the later one counts, again is nothing."""
		news = {"reason": stop.reason.value, "others_until": stop.others_until}
		of = {"campaign_id": stop.campaign_id, "customer_id": stop.customer_id}
		statement = insert(MailStopRow).values(**of, **news)
		self._session.execute(statement.on_conflict_do_update(index_elements=[*of], set_=news))
