"""Joins the lists of two profiles, remembering what came, so that it can part them again."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chasqui.contracts.customers.profiles import ContactLabel
from customers.catalogue.models.subscription import SubscriptionRow
from customers.people.models.customer import CustomerRow
from customers.people.models.customer_advisor import CustomerAdvisorRow
from customers.people.models.customer_contact import CustomerContactRow
from customers.people.models.customer_tag import CustomerTagRow

# What is copied as it is; the ids of the copies are what a parting deletes.
COPIES = {
	"customer_address": "label, line, country, region, canton, locality",
	"customer_date": "name, month, day, year",
}
# What goes over to the kept record; the ids of the rows are what a parting gives back.
MOVES = ("sale", "quote", "quote_mail", "equipment", "service_order", "part_order")
Joined = dict[str, Any]
Contact = tuple[str, str, str]  # channel, value, label
OTHER = ContactLabel.OTHER.value


class ProfileMerger:
	def __init__(self, session: Session) -> None:
		self._session = session

	def join(
		self, kept: CustomerRow, merged: CustomerRow, *, replaced: dict[str, str | None]
	) -> Joined:
		"""Give the kept record all that the merged one has; return what is new to it.

		`replaced` are first contacts of the kept record that others are about to replace.
		"""
		firsts = {"email": merged.email, "phone": merged.phone}
		stays = {"email": kept.email, "phone": kept.phone}
		values = [
			(channel, value, OTHER)
			for channel, value in firsts.items()
			if value and channel not in replaced and value != stays[channel]
		]
		values += [(channel, value, OTHER) for channel, value in replaced.items() if value]
		values += self._list_contacts(merged.id)
		joined: Joined = {"contacts": self._add_contacts(kept.id, values)}
		joined["tags"] = self._add_tags(kept.id, merged.id)
		joined["advisor"] = self._take_advisor(kept.id, merged.id)
		joined["subscription"] = self._move_subscriptions(kept.id, merged.id)
		for table in MOVES:
			joined[table] = self._move(table, kept.id, merged.id)
		for table, columns in COPIES.items():
			joined[table] = self._copy(table, columns, kept.id, merged.id)
		news = {key: value for key, value in merged.custom.items() if key not in kept.custom}
		kept.custom = {**kept.custom, **news}
		joined["custom"] = list(news)
		return joined

	def part(self, kept: CustomerRow, merged: CustomerRow, joined: Joined) -> None:
		"""Take away what a merge brought, where it is still there."""
		session, mine = self._session, {"id": kept.id}
		session.execute(
			delete(CustomerContactRow).where(CustomerContactRow.id.in_(joined["contacts"]))
		)
		session.execute(
			delete(CustomerTagRow).where(
				CustomerTagRow.customer_id == kept.id, CustomerTagRow.tag.in_(joined["tags"])
			)
		)
		session.execute(
			delete(SubscriptionRow).where(  # as merges were written before
				SubscriptionRow.customer_id == kept.id,
				SubscriptionRow.import_id.is_not(None),
				SubscriptionRow.name.in_(joined.get("services", [])),
			)
		)
		row = CustomerAdvisorRow
		session.execute(
			delete(row).where(
				row.customer_id == kept.id, row.advisor_id.in_(joined.get("advisor", []))
			)
		)
		for table in COPIES:
			doomed = "customer_id = :id AND id = ANY(:ids)"
			statement = f"DELETE FROM {table} WHERE {doomed}"  # noqa: S608 - our own tables
			session.execute(text(statement), {**mine, "ids": joined[table]})
		for table in (*MOVES, "subscription"):
			self._give_back(table, kept.id, merged.id, joined.get(table, []))
		kept.custom = {k: v for k, v in kept.custom.items() if k not in joined["custom"]}

	def _list_contacts(self, customer_id: int) -> list[Contact]:
		row = CustomerContactRow
		query = select(row.channel, row.value, row.label).where(row.customer_id == customer_id)
		return [(channel, value, label) for channel, value, label in self._session.execute(query)]

	def _add_contacts(self, customer_id: int, values: Iterable[Contact]) -> list[int]:
		labels = {(channel, value): label for channel, value, label in values}
		rows = [
			{"customer_id": customer_id, "channel": channel, "value": value, "label": label}
			for (channel, value), label in labels.items()
		]
		if not rows:
			return []
		query = insert(CustomerContactRow).values(rows).on_conflict_do_nothing()
		return list(self._session.scalars(query.returning(CustomerContactRow.id)))

	def _add_tags(self, kept_id: int, merged_id: int) -> list[str]:
		statement = text("""
			INSERT INTO customer_tag (customer_id, tag)
			SELECT :kept, tag FROM customer_tag AS theirs WHERE customer_id = :merged
				AND NOT EXISTS (SELECT FROM customer_tag AS ours
					WHERE customer_id = :kept AND lower(ours.tag) = lower(theirs.tag))
			RETURNING tag
		""")
		values = {"kept": kept_id, "merged": merged_id}
		return list(self._session.execute(statement, values).scalars())

	def _take_advisor(self, kept_id: int, merged_id: int) -> list[int]:
		statement = text("""
			INSERT INTO customer_advisor (customer_id, advisor_id, advisor_name, assigned_by)
			SELECT :kept, advisor_id, advisor_name, assigned_by FROM customer_advisor
			WHERE customer_id = :merged ON CONFLICT DO NOTHING RETURNING advisor_id
		""")
		values = {"kept": kept_id, "merged": merged_id}
		return list(self._session.execute(statement, values).scalars())

	def _move_subscriptions(self, kept_id: int, merged_id: int) -> list[int]:
		"""Let what the merged record uses go over; what a file noted of both stays where it is."""
		statement = text("""
			UPDATE subscription AS theirs SET customer_id = :kept WHERE customer_id = :merged
				AND (import_id IS NULL OR ended_on IS NOT NULL OR NOT EXISTS (
					SELECT FROM subscription AS ours WHERE ours.customer_id = :kept
						AND ours.name = theirs.name AND ours.import_id IS NOT NULL
						AND ours.ended_on IS NULL
				))
			RETURNING id
		""")
		values = {"kept": kept_id, "merged": merged_id}
		return list(self._session.execute(statement, values).scalars())

	def _copy(self, table: str, columns: str, kept_id: int, merged_id: int) -> list[int]:
		statement = text(f"""
			INSERT INTO {table} (customer_id, {columns})
			SELECT :kept, {columns} FROM {table} WHERE customer_id = :merged
			EXCEPT SELECT customer_id, {columns} FROM {table} WHERE customer_id = :kept
			RETURNING id
		""")  # noqa: S608 - names of our own tables and columns
		values = {"kept": kept_id, "merged": merged_id}
		return list(self._session.execute(statement, values).scalars())

	def _move(self, table: str, kept_id: int, merged_id: int) -> list[int]:
		statement = text(f"""
			UPDATE {table} SET customer_id = :kept WHERE customer_id = :merged RETURNING id
		""")  # noqa: S608 - names of our own tables
		values = {"kept": kept_id, "merged": merged_id}
		return list(self._session.execute(statement, values).scalars())

	def _give_back(self, table: str, kept_id: int, merged_id: int, ids: list[int]) -> None:
		statement = text(f"""
			UPDATE {table} SET customer_id = :merged WHERE customer_id = :kept AND id = ANY(:ids)
		""")  # noqa: S608 - names of our own tables
		self._session.execute(statement, {"kept": kept_id, "merged": merged_id, "ids": ids})
