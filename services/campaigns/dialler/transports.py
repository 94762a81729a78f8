"""The way to the company's own dialler.

A call is asked for once and never again by itself: nobody is rung twice.
"""

import httpx
import structlog

from campaigns.dialler.domain import MessageSigner
from chasqui.contracts.campaigns.dialler import DialOrder, DialState
from chasqui.kernel.clock import read_now
from chasqui.kernel.security.authorities import load_authorities

# Less than the portal waits for us, so that the advisor is given an answer in any case.
TIMEOUT = httpx.Timeout(2.0, connect=1.0)
# A kept connection may have been closed meanwhile, and then nobody knows what arrived.
LIMITS = httpx.Limits(max_keepalive_connections=0)
NEVER_ARRIVED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class DiallerTransport:
	"""One per process; many threads may use it."""

	def __init__(self, url: str, signer: MessageSigner) -> None:
		self._url = url
		self._signer = signer
		self._client = httpx.Client(timeout=TIMEOUT, limits=LIMITS, verify=load_authorities())

	def send(self, order: DialOrder) -> DialState:
		"""Ask for a call; return how the dialler took it. What its answer says is not read."""
		body = order.model_dump_json().encode()
		headers = {"Content-Type": "application/json", **self._signer.sign(body, read_now())}
		try:
			with self._client.stream("POST", self._url, content=body, headers=headers) as answer:
				state = DialState.TAKEN if answer.is_success else DialState.REFUSED
				why = str(answer.status_code)
		except NEVER_ARRIVED as error:
			state, why = DialState.UNREACHED, type(error).__name__
		except httpx.HTTPError as error:
			state, why = DialState.SILENT, type(error).__name__
		if state is not DialState.TAKEN:
			structlog.get_logger().warning("dialler_failed", state=state.value, why=why)
		return state
