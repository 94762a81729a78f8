"""Marks of erased persons: keyed digests by which an import knows them again."""

import hmac
from collections.abc import Callable

from chasqui.contracts.customers.people import CustomerWarning, IdentityType
from chasqui.contracts.identities import find_cedula
from chasqui.kernel.texts.text import say
from customers.people.domain.problems import BadField
from customers.people.domain.profiles import Profile

ERASED_PERSON = "erased_person"
MakeMark = Callable[[str], bytes]


def build_marker(key: str) -> MakeMark:
	"""Return the function that marks a text: HMAC-SHA-256 with the installation's key."""
	secret = key.encode()

	def mark(text: str) -> bytes:
		return hmac.digest(secret, text.encode(), "sha256")

	return mark


def name_identity(id_type: str, id_number: str) -> str:
	"""Return the text to mark: a natural person's RUC is the cédula that it holds."""
	cedula = find_cedula(IdentityType(id_type), id_number)
	return f"cedula:{cedula}" if cedula else f"{id_type}:{id_number}"


def name_phone(phone: str) -> str:
	return f"phone:{phone}"


def name_email(email: str) -> str:
	return f"email:{email.lower()}"


class ErasedPersonFilter:
	"""The erased persons as an import meets them: rows of theirs are refused, contacts let go."""

	def __init__(self, marks: frozenset[bytes], mark: MakeMark) -> None:
		self._marks = marks
		self._mark = mark

	def check(self, profile: Profile) -> Profile:
		"""Return the row, without a phone or an e-mail that an erased person had.

		:raises BadField: the row is an erased person's
		"""
		if not self._marks:
			return profile
		if self.has_identity(profile.id_type, profile.id_number):
			message = say("La persona pidió que se borraran sus datos.")
			raise BadField("id_number", ERASED_PERSON, message)
		if profile.phone and self.has_contact(profile.phone):
			warnings = (*profile.warnings, CustomerWarning.ERASED_PHONE)
			profile = profile._replace(phone=None, warnings=warnings)
		if profile.email and self.has_contact(profile.email):
			warnings = (*profile.warnings, CustomerWarning.ERASED_EMAIL)
			profile = profile._replace(email=None, warnings=warnings)
		return profile

	def has_identity(self, id_type: str, id_number: str) -> bool:
		"""Return whether an identification was an erased person's."""
		return bool(self._marks) and self._mark(name_identity(id_type, id_number)) in self._marks

	def has_contact(self, value: str) -> bool:
		"""Return whether a phone or an e-mail was an erased person's."""
		names = (name_phone(value), name_email(value))
		return bool(self._marks) and any(self._mark(name) in self._marks for name in names)
