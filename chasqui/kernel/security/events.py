"""What an administrator must know of: one log line and one count each, in every service.

No name, no password and no token stands in them: a person is `staff:ID`, a program its name.
"""

from typing import Protocol

import structlog
from prometheus_client import Counter

from chasqui.contracts.campaigns.security import SecurityKind

NOBODY = "nobody"
EVENTS = Counter("chasqui_security_events_total", "Security events by kind", ["kind"])


class EventRecorder(Protocol):
	"""Where events go besides the log."""

	def add(self, kind: str, subject: str, address: str, by: str, detail: str) -> None: ...


_recorders: list[EventRecorder] = []


def report(
	kind: SecurityKind, *, subject: str = NOBODY, address: str = "", by: str = "", **more: str
) -> None:
	"""Log and count an event about `subject`; `by` did it to them. Of `more`, `detail` is kept."""
	EVENTS.labels(kind.value).inc()
	for recorder in _recorders:
		recorder.add(kind.value, subject, address, by, more.get("detail", ""))
	details = {"kind": kind.value, "subject": subject, "address": address, "by": by, **more}
	structlog.get_logger().warning("security_event", **details)


def keep_in(recorder: EventRecorder) -> None:
	"""Hand all events of this process to one recorder, instead of any earlier one."""
	_recorders[:] = [recorder]
