"""Secrets of one installation's embedded runtime: made once, kept in `var`, mode 0600."""

import json
import secrets
from pathlib import Path

FILE_NAME = "secrets.json"
NAMES = (
	"customers_database",
	"campaigns_database",
	"mailer_database",
	"customers_client",
	"campaigns_client",
	"mailer_client",
	"portal_client",
	"risk_password",
	"erasure_key",
	"session_key",
	"unsubscribe_key",
	"demo_password",
)


def read_secrets(var: Path) -> dict[str, str]:
	"""Return the secrets in `var`, making those that are missing."""
	path = var / FILE_NAME
	known: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
	missing = [name for name in NAMES if name not in known]
	if missing:
		known.update({name: secrets.token_urlsafe(24) for name in missing})
		path.touch(mode=0o600)
		path.write_text(json.dumps(known, indent=1), "utf-8")
	return known
