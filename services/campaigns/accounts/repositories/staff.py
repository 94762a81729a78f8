"""Staff accounts."""

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from campaigns.accounts.models.staff import StaffAccountRow
from chasqui.contracts.access import Role
from chasqui.kernel.errors import Conflict, FieldError
from chasqui.kernel.texts.text import say

USERNAME_TAKEN = say("Ya hay una cuenta con ese usuario.")
EMAIL_TAKEN = say("Ya hay una cuenta con ese correo.")


class StaffRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def lock_by_username(self, username: str) -> StaffAccountRow | None:
		"""Return the account of a normalised username, held until the transaction ends."""
		query = select(StaffAccountRow).where(StaffAccountRow.username == username.strip().lower())
		return self._session.scalar(query.with_for_update())

	def find_by_username(self, username: str) -> StaffAccountRow | None:
		query = select(StaffAccountRow).where(StaffAccountRow.username == username.strip().lower())
		return self._session.scalar(query)

	def lock(self, account: StaffAccountRow) -> None:
		"""Read an account anew and hold it until the transaction ends."""
		self._session.refresh(account, with_for_update=True)

	def lock_by_id(self, staff_id: int) -> StaffAccountRow | None:
		return self._session.get(StaffAccountRow, staff_id, with_for_update=True)

	def find_by_id(self, staff_id: int) -> StaffAccountRow | None:
		return self._session.get(StaffAccountRow, staff_id)

	def find_by_login(self, login: str) -> StaffAccountRow | None:
		"""Return the account of a username, or else of an e-mail."""
		named = login.strip().lower()
		row = StaffAccountRow
		query = select(row).where(or_(row.username == named, row.email == named))
		return self._session.scalar(query.order_by(row.username != named).limit(1))

	def lock_administrators(self) -> list[StaffAccountRow]:
		"""Return the accounts that administer, disabled ones too, held until the transaction ends.

		They are read anew, and held in the order of their ids: who holds them all waits, and never
		in a circle.
		"""
		query = (
			select(StaffAccountRow)
			.where(StaffAccountRow.roles.contains([Role.ADMINISTRATOR.value]))
			.order_by(StaffAccountRow.id)
			.with_for_update()
			.execution_options(populate_existing=True)
		)
		return list(self._session.scalars(query))

	def list_active(self, role: Role | None) -> list[StaffAccountRow]:
		"""Return accounts that may sign in, by name."""
		query = select(StaffAccountRow).where(StaffAccountRow.disabled_at.is_(None))
		if role is not None:
			query = query.where(StaffAccountRow.roles.contains([role.value]))
		return list(self._session.scalars(query.order_by(StaffAccountRow.name, StaffAccountRow.id)))

	def list_names(self, staff_ids: Iterable[int]) -> dict[int, str]:
		"""Return what people are called, disabled ones too."""
		query = select(StaffAccountRow.id, StaffAccountRow.name).where(
			StaffAccountRow.id.in_(set(staff_ids))
		)
		return {row.id: row.name for row in self._session.execute(query)}

	def add(self, account: StaffAccountRow) -> None:
		"""Save an account, new or changed.

		:raises Conflict: another one has its name to sign in with, or its e-mail
		"""
		try:
			with self._session.begin_nested():
				self._session.add(account)
		except IntegrityError as error:
			raise _name_taken(error) from error


def _name_taken(error: IntegrityError) -> Conflict:
	"""Return the error of what another account has."""
	diagnosis = getattr(error.orig, "diag", None)
	is_email = getattr(diagnosis, "constraint_name", "") == "uq_staff_email"
	field, text = ("email", EMAIL_TAKEN) if is_email else ("username", USERNAME_TAKEN)
	return Conflict(text, code=f"{field}_taken", fields=[FieldError(field, text, "taken")])
