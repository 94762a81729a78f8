"""Says in Spanish what in a question is not as the schema has it: the field and the rule.

Never the value: what is written of a person does not go back into logs and screens.
"""

import re
from collections.abc import Collection

from lxml import etree

from chasqui.contracts.risk import NAMESPACE
from risk_soap.soap.faults import FaultKind, Refused

NAMED = re.compile(r"Element '\{[^}]*\}(\w+)'")
EXPECTED = re.compile(r"Expected is (?:one of )?\(([^)]*)\)")
LOCAL = re.compile(r"\}(\w+)")
RULES = {
	"SCHEMAV_CVC_MINLENGTH_VALID": "es demasiado corto",
	"SCHEMAV_CVC_MAXLENGTH_VALID": "es demasiado largo",
	"SCHEMAV_CVC_ENUMERATION_VALID": "no es uno de los valores del contrato",
	"SCHEMAV_CVC_PATTERN_VALID": "no tiene la forma del contrato",
	"SCHEMAV_CVC_MININCLUSIVE_VALID": "es menor de lo que se admite",
	"SCHEMAV_CVC_MAXINCLUSIVE_VALID": "es mayor de lo que se admite",
	"SCHEMAV_CVC_DATATYPE_VALID_1_2_1": "no es del tipo del contrato",
	"SCHEMAV_CVC_TYPE_3_1_2": "no lleva elementos dentro",
	"SCHEMAV_CVC_COMPLEX_TYPE_2_3": "no lleva texto",
}
MISSING = "Missing child"
PREFIX = f"{{{NAMESPACE}}}"


def refuse_field(tag: str, rule: str) -> Refused:
	"""Return the refusal of a question: its field, an element of the contract, and the rule."""
	return Refused(FaultKind.INVALID_REQUEST, _join(f"«{tag.removeprefix(PREFIX)}» {rule}"))


def refuse_strange(tag: str, parent: str | None, known: Collection[str]) -> Refused:
	"""Return the refusal of an element that is not in the contract, or is too deep in it.

	`parent` is the element around it; `tag`, `parent` and `known` are ``{namespace}name``.
	"""
	own = PREFIX + tag.rpartition("}")[2]
	if tag != own and own in known:
		return refuse_field(own, f"no está en el espacio de nombres {NAMESPACE}")
	if parent is None:
		return Refused(FaultKind.INVALID_REQUEST)
	return refuse_field(parent, "lleva un elemento que no es del contrato")


def explain_violations(errors: etree._ErrorLog, known: Collection[str]) -> str:
	"""Return the text of a refusal: the first field that is wrong, by a name of the contract."""
	for error in errors:  # type: ignore[attr-defined] # lxml-stubs do not know that it is one
		named = NAMED.search(error.message)
		field = named[1] if named and named[1] in known else ""
		if rule := RULES.get(error.type_name):
			return _join(f"«{field}» {rule}" if field else "")
		if error.type_name == "SCHEMAV_ELEMENT_CONTENT":
			return _join(_explain_content(error.message, field, known))
	return FaultKind.INVALID_REQUEST.text


def _explain_content(message: str, field: str, known: Collection[str]) -> str:
	expected = EXPECTED.search(message)
	names = [one for one in LOCAL.findall(expected[1]) if one in known] if expected else []
	wanted = " o ".join(f"«{one}»" for one in names)
	if MISSING in message:
		return f"en «{field}» falta {wanted}" if field and wanted else ""
	where = f"«{field}» no va ahí" if field else "un elemento no va ahí"
	return f"{where}; se espera {wanted}" if wanted else where


def _join(why: str) -> str:
	text = FaultKind.INVALID_REQUEST.text
	return f"{text.rstrip('.')}: {why}." if why else text
