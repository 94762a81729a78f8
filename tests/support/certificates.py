"""A certificate for this machine, made for one test."""

import datetime
import ipaddress
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def make_certificate(folder: Path) -> Path:
	"""Return a file with a self-signed certificate of 127.0.0.1 and its key."""
	key = ec.generate_private_key(ec.SECP256R1())
	name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
	now = datetime.datetime.now(datetime.UTC)
	address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
	certificate = (
		x509.CertificateBuilder()
		.subject_name(name)
		.issuer_name(name)
		.public_key(key.public_key())
		.serial_number(x509.random_serial_number())
		.not_valid_before(now - datetime.timedelta(hours=1))
		.not_valid_after(now + datetime.timedelta(hours=1))
		.add_extension(x509.SubjectAlternativeName([address]), critical=False)
		.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
		.sign(key, hashes.SHA256())
	)
	path = folder / "certificate.pem"
	path.write_bytes(
		key.private_bytes(
			serialization.Encoding.PEM,
			serialization.PrivateFormat.PKCS8,
			serialization.NoEncryption(),
		)
		+ certificate.public_bytes(serialization.Encoding.PEM)
	)
	return path


def build_server_context(path: Path) -> ssl.SSLContext:
	"""Return a TLS context that serves this certificate."""
	context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
	context.load_cert_chain(path)
	return context
