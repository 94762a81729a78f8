"""What the worker does for the audit."""

from collections.abc import Callable

from customers.audit.wiring import AuditParts


def build_sweeps(wiring: AuditParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""

	def delete_old() -> None:
		with wiring.database.open_session() as session:
			wiring.make_auditor(session).delete_old()

	return [delete_old]
