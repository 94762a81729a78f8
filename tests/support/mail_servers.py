"""A server for each transport there is: one that is added without a server here fails its tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mailer.sending.transports.transport import list_transports
from tests.support.certificates import build_server_context, make_certificate
from tests.support.ses_sink import SesSink
from tests.support.smtp_sink import SmtpSink

SCHEMES = sorted(list_transports())


class SecureSmtpSink(SmtpSink):
	"""Speaks TLS from the first byte."""

	@property
	def url(self) -> str:
		return f"smtps://127.0.0.1:{self.port}"


@contextmanager
def run_mail_server(
	scheme: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SmtpSink | SesSink]:
	"""Yield a server that the transport of a URL's scheme reaches at its `url`."""
	sink: SmtpSink | SesSink
	if scheme == "ses":
		monkeypatch.setenv("AWS_ACCESS_KEY_ID", "prueba")
		monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "prueba")
		sink = SesSink()
	elif scheme == "smtps":
		certificate = make_certificate(folder)
		monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
		sink = SecureSmtpSink()
		sink.tls = build_server_context(certificate)
	else:
		sink = SmtpSink()
	with sink as running:
		assert running.url.startswith(f"{scheme}:")
		yield running
