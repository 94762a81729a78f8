"""What the worker does, by names on the broker."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from campaigns.models.feed import IdempotencyKey
from campaigns.repositories.call_leases import CallLeaseRepository
from campaigns.repositories.staff_sessions import StaffSessionRepository
from campaigns.wiring import Wiring
from chasqui.contracts import queues
from chasqui.kernel.clock import read_now
from chasqui.kernel.idempotency_key import purge_keys

LEASES_KEPT = timedelta(days=30)
SIGN_INS_KEPT = timedelta(days=30)
"""After the latest end that they could have: till then a token used twice is told of."""


def build_tasks(wiring: Wiring) -> dict[str, Callable[..., Any]]:
	"""Return the service's tasks."""

	def build_audience(*, audience_id: int) -> None:
		wiring.audience_builder.build(audience_id)

	def consume_events() -> None:
		wiring.event_consumer.consume()

	def review_risk(*, review_id: int) -> None:
		wiring.risk_reviewer.run(review_id)

	def sweep() -> None:
		with wiring.database.open_session() as session:
			purge_keys(session, IdempotencyKey)
			CallLeaseRepository(session).purge(read_now() - LEASES_KEPT)
			StaffSessionRepository(session).purge(read_now() - SIGN_INS_KEPT)
			wiring.make_eraser(session).wipe_revived()
			wiring.make_person_joiner(session).fold_all()
		for audience_id in wiring.audience_builder.list_waiting():
			wiring.audience_builder.build(audience_id)
		for review_id in wiring.risk_reviewer.list_waiting():
			wiring.risk_reviewer.run(review_id)

	return {
		queues.CAMPAIGNS_BUILD_AUDIENCE: build_audience,
		queues.CAMPAIGNS_CONSUME_EVENTS: consume_events,
		queues.CAMPAIGNS_REVIEW_RISK: review_risk,
		queues.CAMPAIGNS_SWEEP: sweep,
		**build_tasks_of_sign_in(wiring),
	}


def build_tasks_of_sign_in(wiring: Wiring) -> dict[str, Callable[..., Any]]:
	"""Return the tasks about sign-ins and the doors of the suite."""

	def publish_ended() -> None:
		with wiring.database.open_session() as session:
			wiring.make_staff_sessions(session).publish_ended()

	def collect_security() -> None:
		with wiring.database.open_session() as session:
			wiring.make_security_desk(session).collect()

	return {
		queues.CAMPAIGNS_PUBLISH_ENDED: publish_ended,
		queues.CAMPAIGNS_COLLECT_SECURITY: collect_security,
	}
