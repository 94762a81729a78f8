"""The portal's settings."""

from pathlib import Path

from pydantic import Field, SecretStr

from chasqui.kernel.config.settings import DEVELOPMENT_SECRET, ClientConfig

HERE = Path(__file__).resolve().parent


class PortalConfig(ClientConfig):
	"""The settings of the portal, each by ``CHASQUI_<NAME>``."""

	session_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
	"""Seals the cookies; the same for every replica."""
	trusted_proxies: int = Field(default=0, ge=0)
	"""How many of our own proxies stand before the portal: so many say where people come from."""
	max_upload_bytes: int = 256 * 1024 * 1024
	assets: Path = HERE / "static" / "dist"

	@property
	def has_secure_cookies(self) -> bool:
		"""Whether people reach the portal by HTTPS, so that cookies never travel in clear."""
		return self.public_url.startswith("https://")
