"""The contract as clients read it: the file of `chasqui.contracts`, with our address in it."""

from importlib import resources
from xml.sax.saxutils import quoteattr

WRITTEN_ADDRESS = '"http://127.0.0.1:8004/"'


def read_wsdl() -> bytes:
	"""Return the contract as it is kept."""
	return resources.files("chasqui.contracts").joinpath("risk_v1.wsdl").read_bytes()


def render_wsdl(public_url: str) -> bytes:
	"""Return the WSDL that sends its clients to `public_url`, with both versions of SOAP."""
	address = quoteattr(public_url.rstrip("/") + "/")
	return read_wsdl().decode().replace(WRITTEN_ADDRESS, address).encode()
