"""Does one thing to many customers at once, and writes each of them into the audit."""

import json
from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.lists import BulkAction
from chasqui.contracts.customers.profiles import MOST_TAGS
from customers.lists.models.bulk_job import BulkJobRow

# Each of these returns whom it has really changed: only they are counted and noted in the audit
# (Especificacion_Clientes, «Acciones sobre muchos»). «VIP» and «vip» are one tag, which the key, of
# tags as they were typed, does not see: hence NOT EXISTS and not ON CONFLICT.
TAG = f"""
INSERT INTO customer_tag (customer_id, tag)
SELECT id, CAST(:tag AS varchar) FROM customer WHERE id = ANY(:ids) AND erasing_at IS NULL
	AND NOT EXISTS (SELECT FROM customer_tag AS own
		WHERE own.customer_id = customer.id AND lower(own.tag) = lower(CAST(:tag AS varchar)))
	AND (SELECT count(*) FROM customer_tag AS own WHERE own.customer_id = customer.id) < {MOST_TAGS}
RETURNING customer_id
"""  # noqa: S608 - a number of ours
UNTAG = """
DELETE FROM customer_tag WHERE customer_id = ANY(:ids) AND lower(tag) = lower(CAST(:tag AS varchar))
RETURNING customer_id
"""
# Who has this advisor already stays as assigned, with the name and the time of then.
ASSIGN = """
INSERT INTO customer_advisor (customer_id, advisor_id, advisor_name, assigned_by)
SELECT id, :advisor_id, :advisor_name, :actor_name FROM customer
WHERE id = ANY(:ids) AND erasing_at IS NULL
ON CONFLICT (customer_id) DO UPDATE SET advisor_id = excluded.advisor_id,
	advisor_name = excluded.advisor_name, assigned_by = excluded.assigned_by, assigned_at = now()
	WHERE customer_advisor.advisor_id <> excluded.advisor_id
RETURNING customer_id
"""
UNASSIGN = "DELETE FROM customer_advisor WHERE customer_id = ANY(:ids) RETURNING customer_id"
ARCHIVE = """
UPDATE customer SET archived_at = now() WHERE id = ANY(:ids) AND archived_at IS NULL RETURNING id
"""
# A record that was merged or is being erased comes back by other ways, if at all.
RESTORE = """
UPDATE customer SET archived_at = NULL WHERE id = ANY(:ids) AND archived_at IS NOT NULL
	AND merged_into IS NULL AND erasing_at IS NULL AND erased_at IS NULL RETURNING id
"""
# Whoever has the profile open must see that it has changed.
TOUCH = """
UPDATE customer SET profile_version = profile_version + 1, updated_at = now() WHERE id = ANY(:ids)
"""
NOTE = """
INSERT INTO audit_entry (actor, actor_name, action, customer_id, details)
SELECT :actor, :actor_name, :action, id, CAST(:details AS jsonb) FROM unnest(:ids) AS id
"""
STATEMENTS = {
	BulkAction.TAG: (TAG, AuditAction.CHANGED),
	BulkAction.UNTAG: (UNTAG, AuditAction.CHANGED),
	BulkAction.ASSIGN: (ASSIGN, AuditAction.CHANGED),
	BulkAction.UNASSIGN: (UNASSIGN, AuditAction.CHANGED),
	BulkAction.ARCHIVE: (ARCHIVE, AuditAction.ARCHIVED),
	BulkAction.RESTORE: (RESTORE, AuditAction.RESTORED),
}
# What an action changes, as the audit names it.
FIELDS = {
	BulkAction.TAG: "tags", BulkAction.UNTAG: "tags", BulkAction.ASSIGN: "advisor",
	BulkAction.UNASSIGN: "advisor",
}  # fmt: skip


class BulkWriter:
	def __init__(self, session: Session) -> None:
		self._session = session

	def apply(self, job: BulkJobRow, ids: Sequence[int]) -> int:
		"""Do the job's action to some customers; return how many it really changed."""
		statement, noted = STATEMENTS[BulkAction(job.action)]
		values: dict[str, object] = {
			"ids": list(ids), "tag": job.tag, "advisor_id": job.advisor_id,
			"advisor_name": job.advisor_name, "actor_name": job.requested_name,
		}  # fmt: skip
		changed = list(self._session.execute(text(statement), values).scalars())
		if changed and job.tag is not None:
			self._session.execute(text(TOUCH), {"ids": changed})
		if changed:
			self._note(job, changed, noted)
		return len(changed)

	def _note(self, job: BulkJobRow, ids: Sequence[int], action: AuditAction) -> None:
		field = FIELDS.get(BulkAction(job.action))
		details = {"bulk_job": job.id, **({"fields": [field]} if field else {})}
		values = {
			"actor": job.requested_by,
			"actor_name": job.requested_name,
			"action": action.value,
			"details": json.dumps(details),
			"ids": list(ids),
		}
		self._session.execute(text(NOTE), values)
