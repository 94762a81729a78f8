"""What a merge does to the fields of the kept record, written so that it can be taken back."""

from datetime import datetime
from typing import Any

from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.customers.fields import CHOSEN
from chasqui.contracts.customers.people import CustomerWarning
from chasqui.contracts.customers.quality import QualityKind
from customers.people.domain.field import Field, Merge
from customers.people.domain.fields import BY_NAME, FIELDS
from customers.people.models.customer import CustomerRow

# What is known of an address or a phone, by the field that it goes along with.
FAULTS = {"email": "email_bounced_at", "phone": "warnings"}
# Faults of one value; the others are the person's, whatever record says so.
FIELDS_OF = {
	QualityKind.UNVERIFIED_RUC: "id_number",
	QualityKind.WRONG_PHONE: "phone",
	QualityKind.BOUNCED_EMAIL: "email",
}


def list_changes(
	kept: CustomerRow, merged: CustomerRow, taken: list[str]
) -> dict[str, tuple[Any, Any]]:
	"""Return before and after of each field that changes: taken ones, and those that were empty."""
	names = [name for name in CHOSEN if name in taken]
	names += [one.name for one in FIELDS if one.merge is Merge.FILL and is_empty(kept, one)]
	changes = {}
	for name in dict.fromkeys(names):
		for one in (name, *BY_NAME[name].takes):
			before, after = getattr(kept, one), getattr(merged, one)
			if before != after:
				changes[one] = (before, after)
	for name in (one.name for one in FIELDS if one.merge is Merge.NEWEST):
		before, other = getattr(kept, name), getattr(merged, name)
		if other is not None and (before is None or other > before):
			changes[name] = (before, other)
	return changes


def list_shared_kinds(kept: CustomerRow, merged: CustomerRow) -> list[QualityKind]:
	"""Return the faults that are the same of both: of the person, or of a value both have now."""
	return [
		kind
		for kind in QualityKind
		if kind not in FIELDS_OF
		or getattr(kept, FIELDS_OF[kind]) == getattr(merged, FIELDS_OF[kind])
	]


def is_empty(row: CustomerRow, field: Field[Any]) -> bool:
	"""Return whether a record says nothing in a field."""
	value = getattr(row, field.name)
	return value is None or value == field.empty


def take_faults(kept: CustomerRow, merged: CustomerRow) -> None:
	"""Let what is known of an address or a phone go along with it."""
	if kept.email is not None and kept.email == merged.email and merged.email_bounced_at:
		kept.email_bounced_at = kept.email_bounced_at or merged.email_bounced_at
	has_taken = kept.phone is not None and kept.phone == merged.phone
	wrong = CustomerWarning.WRONG_PHONE
	if has_taken and wrong in merged.warnings and wrong not in kept.warnings:
		kept.warnings = [*kept.warnings, wrong]


def read_faults(row: CustomerRow) -> dict[str, Any]:
	"""Return what is known of a record's address and phone."""
	return {name: getattr(row, name) for name in FAULTS.values()}


def list_fault_changes(kept: CustomerRow, before: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
	"""Return before and after of what is known of address and phone, changed or not."""
	return {name: (value, getattr(kept, name)) for name, value in before.items()}


def list_replaced(changes: dict[str, tuple[Any, Any]]) -> dict[str, str | None]:
	"""Return the first e-mail and phone that a taken one replaces: they stay as further ones."""
	return {
		channel.value: changes[channel.value][0]
		for channel in ConsentChannel
		if channel.value in changes
	}


def write_instant(instant: datetime | None) -> str | None:
	return instant.isoformat() if instant else None


def read_instant(written: str | None) -> datetime | None:
	return datetime.fromisoformat(written) if written else None


def write_changes(changes: dict[str, tuple[Any, Any]]) -> dict[str, list[Any]]:
	return {name: [BY_NAME[name].write(value) for value in pair] for name, pair in changes.items()}


def list_given_back(kept: CustomerRow, fields: dict[str, list[Any]]) -> dict[str, Any]:
	"""Return the fields that are still as the merge left them, with what they were before.

	A fault goes back along with its address or phone, whatever has been found of the taken one.
	"""
	left = {
		name
		for name, (_before, after) in fields.items()
		if BY_NAME[name].write(getattr(kept, name)) == after
	}
	left |= {fault for name, fault in FAULTS.items() if name in left and fault in fields}
	return {name: BY_NAME[name].read(fields[name][0]) for name in fields if name in left}
