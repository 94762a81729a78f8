"""Customers with faults in their data, by kind of fault."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chasqui.contracts.customers.people import CustomerWarning
from chasqui.contracts.customers.quality import QualityKind, QualityQuery
from chasqui.kernel.data.listings import Listing
from customers.people.models.customer import CustomerRow
from customers.quality.models.quality_dismissal import QualityDismissalRow

MOST_COUNTED = 10_000
WARNINGS = {
	QualityKind.UNVERIFIED_RUC: CustomerWarning.CHECKSUM_UNVERIFIABLE,
	QualityKind.WRONG_PHONE: CustomerWarning.WRONG_PHONE,
}


class QualityRepository:
	def __init__(self, session: Session, *, stale_before: datetime) -> None:
		self._session = session
		self._stale_before = stale_before

	def count(self, kind: QualityKind) -> int:
		"""Return how many customers have the fault; counting stops after `MOST_COUNTED`."""
		found = self._build_query(kind).with_only_columns(CustomerRow.id).limit(MOST_COUNTED + 1)
		return self._session.execute(
			select(func.count()).select_from(found.subquery())
		).scalar_one()

	def list_page(self, asked: QualityQuery) -> tuple[list[CustomerRow], str | None]:
		listing = Listing[CustomerRow](self._build_query(asked.kind), CustomerRow.id)
		return listing.fetch_page(self._session, asked)

	def dismiss(self, customer_id: int, kind: QualityKind, note: str, name: str) -> None:
		"""Write down that the fault is none."""
		values = {"customer_id": customer_id, "kind": kind.value}
		query = insert(QualityDismissalRow).values(**values, note=note, dismissed_by=name)
		news = {"note": note, "dismissed_by": name, "dismissed_at": func.now()}
		self._session.execute(
			query.on_conflict_do_update(index_elements=["customer_id", "kind"], set_=news)
		)

	def _build_query(self, kind: QualityKind) -> Select[CustomerRow]:
		dismissed = exists().where(
			QualityDismissalRow.customer_id == CustomerRow.id,
			QualityDismissalRow.kind == kind.value,
			*self._list_terms(kind),
		)
		living = CustomerRow.archived_at.is_(None)
		return select(CustomerRow).where(self._find_condition(kind), living, ~dismissed)

	def _list_terms(self, kind: QualityKind) -> list[ColumnElement[bool]]:
		"""Return until when a dismissal holds: not for what has come about since."""
		at = QualityDismissalRow.dismissed_at
		if kind is QualityKind.STALE:
			return [at >= self._stale_before]
		return [at >= CustomerRow.email_bounced_at] if kind is QualityKind.BOUNCED_EMAIL else []

	def delete(self, customer_id: int, kind: QualityKind) -> None:
		"""Delete the note that a fault was looked at: it has come about anew."""
		row = QualityDismissalRow
		self._session.execute(
			delete(row).where(row.customer_id == customer_id, row.kind == kind.value)
		)

	def _find_condition(self, kind: QualityKind) -> ColumnElement[bool]:
		row = CustomerRow
		if kind in WARNINGS:
			return and_(row.warnings != [], row.warnings.contains([WARNINGS[kind]]))
		conditions = {
			QualityKind.BOUNCED_EMAIL: row.email_bounced_at.is_not(None),
			QualityKind.MISSING_CONSENT: and_(
				or_(row.email.is_not(None), row.phone.is_not(None)),
				row.consent_email.is_(False),
				row.consent_phone.is_(False),
				row.email_withdrawn_at.is_(None),
				row.phone_withdrawn_at.is_(None),
			),
			QualityKind.UNREACHABLE: and_(row.email.is_(None), row.phone.is_(None)),
			QualityKind.STALE: row.updated_at < self._stale_before,
		}
		return conditions[kind]
