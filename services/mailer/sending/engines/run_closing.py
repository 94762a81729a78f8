"""Ends a run with nothing left to send, and says so."""

from sqlalchemy.orm import Session

from chasqui.kernel.tasks.messages import Publisher
from mailer.runs.repositories.runs import RunRepository
from mailer.runs.use_cases.run_publisher import SENDER, RunPublisher
from mailer.sending.repositories.housekeeping import DeliveryHousekeepingRepository


def close_run(session: Session, run_id: int, publisher: Publisher) -> bool:
	"""Skip what waits of a cancelled run; finish one with nothing open. Return whether it ended."""
	if DeliveryHousekeepingRepository(session).close(run_id) is None:
		return False
	RunPublisher(session, publisher).publish(RunRepository(session).find(run_id), SENDER)
	return True
