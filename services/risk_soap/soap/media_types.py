"""What a request says that its body is."""

import re
from dataclasses import dataclass
from functools import lru_cache

from risk_soap.soap.faults import FaultKind, Refused
from risk_soap.soap.versions import BY_MEDIA_TYPE, SOAP_11, SoapVersion

WHOLE = re.compile(
	r"""\s*(?P<name>[\w.+-]+/[\w.+-]+)\s*"""
	r"""(?P<rest>(;\s*([\w.-]+\s*=\s*("[^"]*"|[^\s;,"]+)\s*)?)*)$"""
)
PARAMETER = re.compile(r"""([\w.-]+)\s*=\s*("[^"]*"|[^\s;,"]+)""")
LONGEST = 500


@dataclass(frozen=True, slots=True)
class MediaType:
	"""`charset` is empty where the header says none."""

	name: str
	charset: str


@lru_cache(maxsize=64)
def read_media_type(header: str) -> MediaType:
	"""Return what a Content-Type header says, with one that SOAP knows.

	:raises Refused: there is none, there are several, or another
	"""
	found = WHOLE.match(header) if len(header) <= LONGEST else None
	name = found["name"].lower() if found else ""
	parameters = PARAMETER.findall(found["rest"]) if found else []
	charsets = [value.strip('"') for key, value in parameters if key.lower() == "charset"]
	if name not in BY_MEDIA_TYPE or len(charsets) > 1:
		raise Refused(FaultKind.WRONG_TYPE)
	return MediaType(name, charsets[0] if charsets else "")


def guess_version(header: str) -> SoapVersion:
	"""Return the version in which to answer before the envelope is known."""
	return BY_MEDIA_TYPE.get(header.partition(";")[0].strip().lower(), SOAP_11)
