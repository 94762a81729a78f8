"""Secrets of one installation's embedded runtime: made once, kept in `var`, mode 0600."""

import hashlib
import json
import secrets
from pathlib import Path
from typing import Any

from chasqui.stack.private_files import write_private

FILE_NAME = "secrets.json"
NAMES = (
	"redis_password",
	"customers_database",
	"campaigns_database",
	"mailer_database",
	"customers_client",
	"campaigns_client",
	"mailer_client",
	"portal_client",
	"risk_password",  # campaigns' own towards risk_soap, which knows only its digest
	"risk_eraser_password",  # customers' own
	"risk_audit_key",
	"erasure_key",
	"session_key",
	"unsubscribe_key",
	"address_key",
	"demo_password",
	"identity_key",
	"sign_in_key",
)


def read_secrets(var: Path) -> dict[str, str]:
	"""Return the secrets in `var`, making those that are missing."""
	path = var / FILE_NAME
	known: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
	missing = [name for name in NAMES if name not in known]
	if missing:
		known.update({name: secrets.token_urlsafe(24) for name in missing})
		write_private(path, json.dumps(known, indent=1))
	return known


def describe_consumers(known: dict[str, str]) -> dict[str, Any]:
	"""Return how risk_soap knows who asks: campaigns reviews long lists, customers erases."""
	return {
		"campaigns": {
			"digests": [_digest(known["risk_password"])], "per_minute": 60_000, "burst": 60_000,
		},
		"customers": {"digests": [_digest(known["risk_eraser_password"])], "roles": ["erase"]},
	}  # fmt: skip


def _digest(secret: str) -> str:
	return hashlib.sha256(secret.encode()).hexdigest()
