"""What the company's own dialler reports."""

from chasqui.contracts.campaigns.dialler import DialReport
from chasqui.contracts.endpoints.campaigns import API


@API.declare("POST", "/v1/dialler/reports", is_public=True)
def report_dial(*, body: DialReport) -> None:
	"""Keep what came of a call. Signed as `chasqui.contracts.campaigns.dialler` says, else 401; the
	same report again is one; another one of the same attempt is a 409, of none of ours a 404.
	"""
