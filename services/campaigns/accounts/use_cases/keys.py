"""The service's signing keys: the first signs, all are published, so keys can rotate."""

import json
from pathlib import Path
from typing import Any

from joserfc.jwk import ECKey, KeySet

CURVE = "P-256"


class SigningKeyStore:
	"""Private keys (ES256) from a JWKS file."""

	def __init__(self, path: Path) -> None:
		document = json.loads(path.read_text("utf-8"))
		self._keys = KeySet.import_key_set(document)

	@property
	def signing_key(self) -> Any:
		return self._keys.keys[0]

	def build_public_set(self) -> dict[str, Any]:
		"""Return the JWKS that other services verify with."""
		return dict(self._keys.as_dict(private=False))


def write_new_keys(private_path: Path, public_path: Path, kid: str) -> None:
	"""Write a fresh private JWKS (mode 0600) and its public part."""
	keys = KeySet([ECKey.generate_key(CURVE, parameters={"kid": kid, "use": "sig"})])
	private_path.parent.mkdir(parents=True, exist_ok=True)
	private_path.touch(mode=0o600)
	private_path.write_text(json.dumps(keys.as_dict(private=True)), "utf-8")
	public_path.write_text(json.dumps(keys.as_dict(private=False)), "utf-8")
