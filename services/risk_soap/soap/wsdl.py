"""The contract as clients read it: the file of `chasqui.contracts`, with our address in it."""

from importlib import resources
from xml.sax.saxutils import quoteattr

WRITTEN_ADDRESS = '"http://127.0.0.1:8004/"'


def render_wsdl(public_url: str) -> bytes:
	"""Return the WSDL that sends its clients to `public_url`."""
	file = resources.files("chasqui.contracts").joinpath("risk_v1.wsdl")
	text = file.read_text("utf-8")
	return text.replace(WRITTEN_ADDRESS, quoteattr(public_url.rstrip("/") + "/")).encode()
