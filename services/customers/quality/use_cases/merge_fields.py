"""What a merge does to the fields of the kept record, written so that it can be taken back."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from chasqui.contracts.customers import ConsentChannel
from chasqui.contracts.duplicates import MERGED_FIELDS
from customers.people.models.customer import CustomerRow

# The name's key goes with it. (A place is one thing too: see `list_changes`.)
WITH_FIELD = {"name": ("name_key",)}
# How values are read back that JSON carries as texts.
PARSERS: dict[str, Callable[[str], Any]] = {
	"birth_date": date.fromisoformat,
	"registered_on": date.fromisoformat,
	"monthly_income": Decimal,
	"last_contact_at": datetime.fromisoformat,
}
WRONG_PHONE = "wrong_phone"


def list_changes(
	kept: CustomerRow, merged: CustomerRow, taken: list[str]
) -> dict[str, tuple[Any, Any]]:
	"""Return before and after of each field that changes: taken ones, and those that were empty."""
	names = [name for name in MERGED_FIELDS if name in taken]
	# A place is one thing: the canton of one record beside the province of another is none.
	if {"province", "canton"} & set(names):
		names = [*dict.fromkeys([*names, "province", "canton"])]
	empty = [
		name
		for name in ("birth_date", "monthly_income", "email", "phone", "address")
		if getattr(kept, name) is None
	]
	changes = {}
	for name in dict.fromkeys([*names, *empty]):
		for one in (name, *WITH_FIELD.get(name, ())):
			before, after = getattr(kept, one), getattr(merged, one)
			if before != after:
				changes[one] = (before, after)
	contacts = [one for one in (kept.last_contact_at, merged.last_contact_at) if one is not None]
	if contacts and max(contacts) != kept.last_contact_at:
		changes["last_contact_at"] = (kept.last_contact_at, max(contacts))
	return changes


def take_faults(kept: CustomerRow, merged: CustomerRow) -> None:
	"""Let what is known of an address or a phone go along with it."""
	if kept.email is not None and kept.email == merged.email and merged.email_bounced_at:
		kept.email_bounced_at = kept.email_bounced_at or merged.email_bounced_at
	has_taken = kept.phone is not None and kept.phone == merged.phone
	if has_taken and WRONG_PHONE in merged.warnings and WRONG_PHONE not in kept.warnings:
		kept.warnings = [*kept.warnings, WRONG_PHONE]


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


def write_changes(changes: dict[str, tuple[Any, Any]]) -> dict[str, list[str | None]]:
	return {
		name: [None if value is None else str(value) for value in pair]
		for name, pair in changes.items()
	}


def list_given_back(kept: CustomerRow, fields: dict[str, list[str | None]]) -> dict[str, Any]:
	"""Return the fields that are still as the merge left them, with what they were before."""
	return {
		name: None if before is None else PARSERS.get(name, str)(before)
		for name, (before, after) in fields.items()
		if (None if getattr(kept, name) is None else str(getattr(kept, name))) == after
	}
