"""The two versions of SOAP, which share one address."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SoapVersion:
	"""What differs between the versions around the same body."""

	number: str
	namespace: str
	media_type: str
	next_roles: frozenset[str]
	"""The values of `actor` or `role` by which a header is addressed to this service."""

	@property
	def content_type(self) -> str:
		return f"{self.media_type}; charset=utf-8"

	@property
	def role_attribute(self) -> str:
		return f"{{{self.namespace}}}{'actor' if self is SOAP_11 else 'role'}"


NS_11 = "http://schemas.xmlsoap.org/soap/envelope/"
NS_12 = "http://www.w3.org/2003/05/soap-envelope"
SOAP_11 = SoapVersion(
	"1.1", NS_11, "text/xml", frozenset({"", "http://schemas.xmlsoap.org/soap/actor/next"})
)
SOAP_12 = SoapVersion(
	"1.2",
	NS_12,
	"application/soap+xml",
	frozenset({"", f"{NS_12}/role/next", f"{NS_12}/role/ultimateReceiver"}),
)
VERSIONS = (SOAP_11, SOAP_12)
BY_NAMESPACE = {version.namespace: version for version in VERSIONS}
BY_MEDIA_TYPE = {version.media_type: version for version in VERSIONS}
