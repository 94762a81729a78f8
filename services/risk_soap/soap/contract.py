"""The contract: the file that clients read, and its types as Spyne knows them.

A contract test compares both.
"""

from importlib import resources
from xml.sax.saxutils import quoteattr

from lxml import etree

from chasqui.contracts.customers.people import IdentityType
from chasqui.contracts.risk import (
	MAX_BATCH,
	MAX_MATCHES,
	NAMESPACE,
	IdWarning,
	MatchKind,
	RiskLevel,
	RiskStatus,
)
from risk_soap.soap.spyne_import import (
	Boolean,
	ComplexModel,
	Date,
	DateTime,
	Enum,
	Integer32,
	Unicode,
)

WSDL, PORT_12 = "http://schemas.xmlsoap.org/wsdl/", "RiskSoap12"
WRITTEN_ADDRESS = '"http://127.0.0.1:8004/"'
LONGEST_REQUEST_ID = 64
LONGEST_PURPOSE = 40
LONGEST_NAME = 160
ANSWERED = [status.value for status in RiskStatus if status is not RiskStatus.UNAVAILABLE]

# Of the simple types the namespace must be set afterwards, or Spyne makes one of its own.
IdType = Enum(*[kind.value for kind in IdentityType], type_name="IdType")
Level = Enum(*[level.value for level in RiskLevel], type_name="RiskLevel")
Status = Enum(*ANSWERED, type_name="RiskStatus")
Warned = Enum(*[warning.value for warning in IdWarning], type_name="IdWarning")
Kind = Enum(*[kind.value for kind in MatchKind], type_name="MatchKind")
for simple_type in (IdType, Level, Status, Warned, Kind):
	simple_type.__namespace__ = NAMESPACE

MUST = {"min_occurs": 1, "nillable": False}
MAY = {"min_occurs": 0, "nillable": False}
IdNumberText = Unicode(min_len=3, max_len=20, **MUST)
NameText = Unicode(min_len=3, max_len=LONGEST_NAME, **MUST)
RequestIdText = Unicode(max_len=LONGEST_REQUEST_ID, **MAY)
PurposeText = Unicode(max_len=LONGEST_PURPOSE, **MAY)
MaxResults = Integer32(ge=1, le=MAX_MATCHES, **MAY)


class RiskResult(ComplexModel):
	"""One person's risk; `score` is 0–1000, higher is safer."""

	__namespace__ = NAMESPACE

	status = Status(**MUST)
	level = Level(**MUST)
	score = Integer32(**MAY)
	asOf = Date(**MAY)  # noqa: N815 - the names of the WSDL
	source = Unicode(**MAY)
	warning = Warned(**MAY)
	requestId = Unicode(**MAY)  # noqa: N815
	correlationId = Unicode(**MUST)  # noqa: N815


class RiskMatch(ComplexModel):
	"""One person found by name; the identification is masked."""

	__namespace__ = NAMESPACE

	maskedId = Unicode(**MUST)  # noqa: N815
	name = Unicode(**MUST)
	level = Level(**MUST)
	score = Integer32(**MAY)
	asOf = Date(**MAY)  # noqa: N815
	kind = Kind(**MUST)
	similarity = Integer32(**MUST)


class NameResult(ComplexModel):
	"""The persons whose names hold all the words asked."""

	__namespace__ = NAMESPACE

	status = Status(**MUST)
	match = RiskMatch.customize(min_occurs=0, max_occurs="unbounded", nillable=False)
	requestId = Unicode(**MAY)  # noqa: N815
	correlationId = Unicode(**MUST)  # noqa: N815


class Identification(ComplexModel):
	"""Whose risk is asked, within a batch."""

	__namespace__ = NAMESPACE

	idType = IdType(**MUST)  # noqa: N815
	idNumber = IdNumberText  # noqa: N815


class BatchItem(ComplexModel):
	"""One answer of a batch; `position` is that of the question, from 1."""

	__namespace__ = NAMESPACE

	position = Integer32(**MUST)
	status = Status(**MUST)
	level = Level(**MUST)
	score = Integer32(**MAY)
	asOf = Date(**MAY)  # noqa: N815
	source = Unicode(**MAY)
	warning = Warned(**MAY)


class BatchResult(ComplexModel):
	"""The answers of a batch, in the order asked."""

	__namespace__ = NAMESPACE

	item = BatchItem.customize(min_occurs=1, max_occurs="unbounded", nillable=False)
	requestId = Unicode(**MAY)  # noqa: N815
	correlationId = Unicode(**MUST)  # noqa: N815


class ErasureResult(ComplexModel):
	"""A person was erased; `wasKnown` says whether there was a record."""

	__namespace__ = NAMESPACE

	wasKnown = Boolean(**MUST)  # noqa: N815
	requestId = Unicode(**MAY)  # noqa: N815
	correlationId = Unicode(**MUST)  # noqa: N815


class Access(ComplexModel):
	"""One look-up of a person: when, who, why, how, and what was answered."""

	__namespace__ = NAMESPACE

	at = DateTime(**MUST)
	consumer = Unicode(**MUST)
	purpose = Unicode(**MUST)
	operation = Unicode(**MUST)
	status = Unicode(**MUST)


class PersonReport(ComplexModel):
	"""All that is kept about a person, for the person: the record, and who looked at it."""

	__namespace__ = NAMESPACE

	status = Status(**MUST)
	level = Level(**MUST)
	score = Integer32(**MAY)
	asOf = Date(**MAY)  # noqa: N815
	source = Unicode(**MAY)
	access = Access.customize(min_occurs=0, max_occurs="unbounded", nillable=False)
	requestId = Unicode(**MAY)  # noqa: N815
	correlationId = Unicode(**MUST)  # noqa: N815


class PingResult(ComplexModel):
	"""The service and its store answer."""

	__namespace__ = NAMESPACE

	at = DateTime(**MUST)
	requestId = Unicode(**MAY)  # noqa: N815
	correlationId = Unicode(**MUST)  # noqa: N815


BatchItems = Identification.customize(min_occurs=1, max_occurs=MAX_BATCH, nillable=False)


def read_wsdl() -> bytes:
	"""Return the contract as it is kept."""
	return resources.files("chasqui.contracts").joinpath("risk_v1.wsdl").read_bytes()


def render_wsdl(public_url: str) -> bytes:
	"""Return the WSDL that sends its clients to `public_url`, with both versions of SOAP."""
	address = quoteattr(public_url.rstrip("/") + "/")
	return read_wsdl().decode().replace(WRITTEN_ADDRESS, address).encode()


def keep_soap_11(wsdl: bytes) -> bytes:
	"""Return a WSDL with the port of SOAP 1.1 alone: old toolkits refuse one that has another."""
	root = etree.fromstring(wsdl)
	for parent in (root, *root.iter(f"{{{WSDL}}}service")):
		for part in parent.findall("*[@name]"):
			if part.get("name") == PORT_12:
				parent.remove(part)
	# The others stand in attributes, as `tns:RiskStatus`, where nobody looks for them.
	etree.cleanup_namespaces(root, keep_ns_prefixes=["tns", "xs", "soap"])
	return etree.tostring(root, xml_declaration=True, encoding="utf-8")
