"""Consulta la central de riesgos desde Python: ``pip install zeep`` y tres variables de entorno.

RIESGO_URL (https://riesgo.example.com/), RIESGO_USUARIO y RIESGO_CLAVE. La versión de SOAP es la
1.1, o la 1.2 con RIESGO_VERSION=1.2.
"""

import base64
import os
from datetime import UTC, datetime
from typing import Any

import zeep
from zeep.exceptions import Fault
from zeep.transports import Transport
from zeep.wsse.username import UsernameToken
from zeep.wsse.utils import WSSE, WSU

ESPACIO = "urn:chasqui:risk:v1"
URL = os.environ["RIESGO_URL"]
PUERTO = "RiskSoap12" if os.environ.get("RIESGO_VERSION") == "1.2" else "RiskSoap11"


class TokenDeUnUso(UsernameToken):
	"""zeep solo pone Nonce y Created con contraseña en resumen; aquí van en cada mensaje."""

	def apply(self, envelope: Any, headers: Any) -> tuple[Any, Any]:
		envelope, headers = super().apply(envelope, headers)
		token = envelope.find(".//{*}UsernameToken")
		token.append(WSSE.Nonce(base64.b64encode(os.urandom(16)).decode()))
		token.append(WSU.Created(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")))
		return envelope, headers


def conectar() -> Any:
	"""Devuelve el servicio; créelo una sola vez por proceso."""
	cliente = zeep.Client(
		f"{URL}?wsdl",
		# Sin `operation_timeout` zeep espera para siempre.
		transport=Transport(timeout=5, operation_timeout=5),
		settings=zeep.Settings(strict=True, forbid_dtd=True),
		wsse=TokenDeUnUso(os.environ["RIESGO_USUARIO"], os.environ["RIESGO_CLAVE"]),
	)
	return cliente.create_service(f"{{{ESPACIO}}}{PUERTO}", URL)


def leer_fallo(fallo: Fault) -> str:
	"""Devuelve el código que declara el contrato: InvalidRequest, RateLimited…"""
	return str(fallo.detail.findtext(f".//{{{ESPACIO}}}code"))


def main() -> None:
	servicio = conectar()
	uno = servicio.GetRiskByIdentification("cedula", "1710034065", purpose="ejemplo")
	print("uno:", uno.status, uno.level, uno.score, uno.asOf)

	for persona in servicio.FindRiskByName("María Zambrano", maxResults=5).match:
		print("nombre:", persona.maskedId, persona.level, persona.kind)

	lote = [{"idType": "cedula", "idNumber": numero} for numero in ("0926687856", "1712345675")]
	for item in servicio.GetRiskBatch(lote, purpose="ejemplo").item:
		print("lote:", item.position, item.status, item.level)

	try:
		servicio.GetRiskByIdentification("cedula", "1710034060")
	except Fault as fallo:
		print("fallo:", leer_fallo(fallo), fallo.message)


if __name__ == "__main__":
	main()
