"""Makes the keys that sign mails: ``chasqui mail-keys DOMAIN``."""

import json

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from chasqui.kernel.clock import read_now
from mailer.sending.domain.dkim import SMALLEST_RSA, DkimKey


@click.command()
@click.argument("domain")
@click.option("--selector", default="", help="Nombre de las llaves; sin decirlo, el mes.")
def main(domain: str, selector: str) -> None:
	"""Inventa las llaves con que se firma el correo de DOMAIN (una RSA y una Ed25519).

	Muestra, una sola vez, lo que va en CHASQUI_DKIM_KEYS y los registros que hay que publicar. Para
	cambiarlas: publique las nuevas, póngalas en lugar de las anteriores, y quite estas del DNS
	pasada una semana.
	"""
	name = selector or f"chasqui{read_now():%Y%m}"
	entries = [
		{"domain": domain, "selector": f"{name}r", "key": write(_make_rsa())},
		{"domain": domain, "selector": f"{name}e", "key": write(Ed25519PrivateKey.generate())},
	]
	click.echo(json.dumps(entries))
	click.echo("")
	for entry in entries:
		key = DkimKey.read(entry["domain"], entry["selector"], entry["key"])
		click.echo(f'{key.host}. TXT "{key.record}"')


def write(key: RSAPrivateKey | Ed25519PrivateKey) -> str:
	"""Return a private key as PEM."""
	return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _make_rsa() -> RSAPrivateKey:
	return generate_private_key(public_exponent=65537, key_size=SMALLEST_RSA)


if __name__ == "__main__":
	main()
