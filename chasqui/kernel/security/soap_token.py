"""What the suite's own SOAP clients sign their questions with: a token that serves once."""

import base64
import secrets
from typing import Any

from zeep import ns
from zeep.wsse.username import UsernameToken
from zeep.wsse.utils import WSSE, WSU

from chasqui.kernel.clock import read_now

NONCE_BYTES = 16
BASE64 = f"{UsernameToken.soap_message_secutity_ns}#Base64Binary"


class OneTimeToken(UsernameToken):
	"""A UsernameToken with `Nonce` and `Created`, new for each message (UsernameToken 1.1, 3.1).

	zeep itself writes them with a digest only, which needs the password in clear at both ends.
	"""

	def apply(self, envelope: Any, headers: Any) -> tuple[Any, Any]:
		"""Put the token into an envelope that leaves."""
		envelope, headers = super().apply(envelope, headers)
		token = envelope.find(f".//{{{ns.WSSE}}}UsernameToken")
		nonce = base64.b64encode(secrets.token_bytes(NONCE_BYTES)).decode()
		token.append(WSSE.Nonce(nonce, EncodingType=BASE64))
		token.append(WSU.Created(read_now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")))
		return envelope, headers
