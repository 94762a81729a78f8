"""Turns the question of an envelope into what the published schema allows, or refuses it."""

from xml.etree.ElementTree import Element

from lxml import etree

from chasqui.contracts.risk import MAX_BATCH, NAMESPACE
from risk_soap.domain.consumers import Role
from risk_soap.soap.faults import FaultKind, Refused
from risk_soap.soap.wsdl import read_wsdl

XS = "http://www.w3.org/2001/XMLSchema"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NIL = f"{{{XSI}}}nil"
# Some clients repeat the type of each element, in words whose prefixes are lost by now.
IGNORED = frozenset({f"{{{XSI}}}type", f"{{{XSI}}}schemaLocation"})
ROLES = {
	"GetRiskByIdentification": Role.LOOKUP,
	"FindRiskByName": Role.NAMES,
	"GetRiskBatch": Role.BATCH,
	"ErasePerson": Role.ERASE,
	"TellPerson": Role.ERASE,  # who keeps the customers answers for the rights of the person
	"Ping": Role.PING,
}
ITEM = f"{{{NAMESPACE}}}item"
DEEPEST = 3  # operation, item, field


class QuestionReader:
	"""Checks questions by the schema inside the published WSDL."""

	def __init__(self) -> None:
		root = etree.fromstring(read_wsdl())
		schema = next(root.iter(f"{{{XS}}}schema"))
		# Alone, with the namespaces that stand around it.
		self._schema = etree.XMLSchema(etree.fromstring(etree.tostring(schema)))
		self._names = {
			f"{{{NAMESPACE}}}{one.get('name')}" for one in schema.iter(f"{{{XS}}}element")
		}

	def read(self, question: Element) -> etree._Element:
		"""Return the question as lxml knows it, valid.

		:raises Refused: it is not what the schema says
		"""
		element = self._copy(question, None, 1)
		if not self._schema.validate(element):
			raise Refused(FaultKind.INVALID_REQUEST)
		return element

	def _copy(self, source: Element, parent: etree._Element | None, depth: int) -> etree._Element:
		"""Copy known names only, for lxml never forgets one."""
		attributes = source.attrib.keys() - IGNORED - {NIL}
		if attributes or depth > DEEPEST or source.tag not in self._names:
			raise Refused(FaultKind.INVALID_REQUEST)
		tag = source.tag
		copy = etree.Element(tag) if parent is None else etree.SubElement(parent, tag)
		copy.text = source.text
		for child in source:
			if child.get(NIL, "").strip() not in ("1", "true"):
				self._copy(child, copy, depth + 1)
			if child.tail and child.tail.strip():
				raise Refused(FaultKind.INVALID_REQUEST)
		return copy


def find_role(operation: str) -> Role:
	"""Return the role that an operation needs.

	:raises Refused: there is no such operation
	"""
	role = ROLES.get(operation)
	if role is None:
		raise Refused(FaultKind.INVALID_REQUEST, "No existe esa operación.")
	return role


def count_people(question: Element, role: Role) -> int:
	"""Return how many look-ups a question costs.

	:raises Refused: a batch of none or of too many
	"""
	if role is not Role.BATCH:
		return 1
	people = sum(1 for one in question if one.tag == ITEM)
	if not 1 <= people <= MAX_BATCH:
		text = f"Un lote lleva de 1 a {MAX_BATCH} identificaciones."
		raise Refused(FaultKind.INVALID_REQUEST, text)
	return people
