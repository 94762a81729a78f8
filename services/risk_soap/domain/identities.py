"""Whose risk an identification asks for: one key per person."""

import re

from stdnum.ec import ci

from chasqui.contracts.customers import IdentityType

SEPARATORS = str.maketrans("", "", " -. \t")
SHAPES = {
	IdentityType.CEDULA: re.compile(r"\d{10}"),
	IdentityType.RUC: re.compile(r"\d{13}"),
	IdentityType.PASSPORT: re.compile(r"[A-Z0-9]{3,20}"),
	IdentityType.RUT_CL: re.compile(r"\d{7,8}[0-9K]"),
}
SHOWN = 2  # characters at each end of a masked identification


class BadIdentity(ValueError):
	"""The text has not the shape of an identification of its type."""


def make_person_key(id_type: str, id_number: str) -> str:
	"""Return ``cedula:1710034065``; the RUC of a natural person stands for its cédula.

	:raises BadIdentity: the type is unknown or the number has not its shape
	"""
	number = id_number.translate(SEPARATORS).upper()
	try:
		kind = IdentityType(id_type)
	except ValueError as error:
		raise BadIdentity(id_type) from error
	if not number.isascii() or not SHAPES[kind].fullmatch(number):
		raise BadIdentity(id_type)
	if kind is IdentityType.RUC and ci.is_valid(number[:10]):
		return f"{IdentityType.CEDULA.value}:{number[:10]}"
	return f"{kind.value}:{number}"


def mask_number(number: str) -> str:
	"""Return ``17******65``."""
	hidden = "*" * max(len(number) - 2 * SHOWN, 0)
	return number[:SHOWN] + hidden + number[-SHOWN:]
