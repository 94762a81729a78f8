"""Words of a customer's profile beyond the master's own fields (R8–R10)."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.customers.people import Category
from chasqui.contracts.wire import CantonCode, Contract, Day, Line, Number, Version
from chasqui.kernel.texts.text import say

MOST_CONTACTS = 10
MOST_TAGS = 30
LONGEST_TAG = 40
Tag = Annotated[str, Field(min_length=1, max_length=LONGEST_TAG)]
CustomValue = str | Number | bool | Day | None


class ContactLabel(StrEnum):
	PERSONAL = "personal"
	HOME = "home"
	WORK = "work"
	OTHER = "other"


class FurtherContact(Contract):
	"""A phone or an e-mail besides the first one, which is the customer's own field."""

	channel: ConsentChannel
	value: Line = Field(min_length=3, max_length=254)
	label: ContactLabel = ContactLabel.OTHER


class Country(StrEnum):
	ECUADOR = "EC"
	CHILE = "CL"


class FurtherAddress(Contract):
	"""An address besides the first: `region` is ISO 3166-2 (province of EC, region of CL).

	In Ecuador `canton` is INEC's code; in Chile `locality` names the comuna.
	"""

	label: ContactLabel = ContactLabel.OTHER
	line: Line = Field(min_length=3, max_length=240)
	country: Country = Country.ECUADOR
	region: str | None = Field(default=None, max_length=6)
	canton: CantonCode | None = None
	locality: Line | None = Field(default=None, max_length=80)


class DayPart(StrEnum):
	"""When a customer likes to be called, in the hours of his own place."""

	MORNING = "morning"
	AFTERNOON = "afternoon"
	EVENING = "evening"


class Language(StrEnum):
	SPANISH = "es"
	ENGLISH = "en"
	KICHWA = "qu"


class Preferences(Contract):
	"""What the customer prefers; an empty list of hours is any hour."""

	channel: ConsentChannel | None = None
	hours: list[DayPart] = []
	language: Language = Language.SPANISH


class SpecialDate(Contract):
	"""A day to remember; without a year it comes every year."""

	name: Line = Field(min_length=2, max_length=40)
	month: int = Field(ge=1, le=12)
	day: int = Field(ge=1, le=31)
	year: int | None = Field(default=None, ge=1900, le=2100)

	@model_validator(mode="after")
	def refuse_other_days(self) -> "SpecialDate":
		"""Refuse 31 June; 29 February is a day where no year is given."""
		try:
			date(self.year or 2024, self.month, self.day)
		except ValueError as error:
			raise ValueError(say("Ese día no existe.")) from error
		return self


class CategoryOverride(Contract):
	"""A category set by hand until a day, that day included, for a reason."""

	category: Category
	reason: str = Field(min_length=3, max_length=200)
	until: Day


class FieldKind(StrEnum):
	TEXT = "text"
	NUMBER = "number"
	DATE = "date"
	BOOLEAN = "boolean"
	CHOICE = "choice"


class CustomFieldFields(Contract):
	"""A field that the company adds to its customers; `key` never changes."""

	key: str = Field(pattern=r"^[a-z][a-z0-9_]{1,39}$")
	label: str = Field(min_length=2, max_length=60)
	kind: FieldKind
	choices: list[Annotated[str, Field(min_length=1, max_length=60)]] = Field(
		default=[], max_length=50
	)

	@model_validator(mode="after")
	def check_choices(self) -> "CustomFieldFields":
		"""Choices belong to a choice, which needs two different ones at least."""
		is_choice = self.kind is FieldKind.CHOICE
		if is_choice and len(set(self.choices)) < max(2, len(self.choices)):
			raise ValueError(say("Una lista necesita al menos dos opciones, todas distintas."))
		if self.choices and not is_choice:
			raise ValueError(say("Solo una lista lleva opciones."))
		return self


class CustomField(CustomFieldFields):
	"""A custom field as the service answers it; an archived one is shown no more."""

	is_archived: bool = False
	version: str = ""


class CustomFieldPatch(Contract):
	"""What may change of a custom field; its kind may not, for values of it exist.

	`version` is the one that was read.
	"""

	version: Version
	label: str | None = Field(default=None, min_length=2, max_length=60)
	choices: list[Annotated[str, Field(min_length=1, max_length=60)]] | None = None
	is_archived: bool | None = None


class TagQuery(Contract):
	"""Tags that begin so, as somebody types: what is longer than a tag begins none."""

	q: Annotated[str, BeforeValidator(lambda text: str(text)[:LONGEST_TAG])] = ""


class KnownTag(Contract):
	"""A tag and how many customers have it."""

	tag: str
	customers: int


class ProfileSections(Contract):
	"""Sections of a profile; each list is the whole list."""

	contacts: list[FurtherContact] = Field(default=[], max_length=2 * MOST_CONTACTS)
	addresses: list[FurtherAddress] = Field(default=[], max_length=MOST_CONTACTS)
	preferences: Preferences = Preferences()
	dates: list[SpecialDate] = Field(default=[], max_length=MOST_TAGS)
	tags: list[Tag] = Field(default=[], max_length=MOST_TAGS)
	custom: dict[str, CustomValue] = {}
	category_override: CategoryOverride | None = None


class CustomerProfile(ProfileSections):
	"""The profile as the service answers it. `version` grows with every change."""

	customer_id: int
	version: int


class ProfilePatch(ProfileSections):
	"""Sections to replace: an absent one stays. Conflict if `version` is not the present one."""

	version: int
