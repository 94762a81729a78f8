"""Un marcador mínimo: recibe lo que la mesa le pide, comprueba la firma e informa cómo terminó.

CHASQUI_DIALLER_SECRET=… CAMPAIGNS_URL=http://127.0.0.1:8002 PORT=9000 python marcador.py
"""

import hashlib
import hmac
import json
import os
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CLAVE = os.environ["CHASQUI_DIALLER_SECRET"].encode()
INFORMES = os.environ["CAMPAIGNS_URL"] + "/v1/dialler/reports"
SEGUNDOS = 300


def firmar(instante: str, cuerpo: bytes) -> str:
	"""Devuelve la firma de un mensaje: de su instante, un punto y su cuerpo."""
	mensaje = instante.encode() + b"." + cuerpo
	return "sha256=" + hmac.new(CLAVE, mensaje, hashlib.sha256).hexdigest()


def es_valido(instante: str, firma: str, cuerpo: bytes) -> bool:
	"""Dice si lo envió Chasqui, y hace poco. El cuerpo, tal como llegó, sin volver a escribirlo."""
	if not instante.isdigit() or abs(time.time() - int(instante)) > SEGUNDOS:
		return False
	return hmac.compare_digest(firmar(instante, cuerpo).encode(), firma.encode())


def informar(intento: str, resultado: str, segundos: int) -> None:
	"""Dice cómo terminó: answered, busy, no_answer o failed. Repetir lo mismo no hace daño."""
	palabras = {"attempt_id": intento, "outcome": resultado, "seconds": segundos}
	cuerpo, instante = json.dumps(palabras).encode(), str(int(time.time()))
	cabeceras = {
		"Content-Type": "application/json",
		"X-Chasqui-Timestamp": instante,
		"X-Chasqui-Signature": firmar(instante, cuerpo),
	}
	peticion = urllib.request.Request(INFORMES, cuerpo, cabeceras)  # noqa: S310
	urllib.request.urlopen(peticion, timeout=10).close()  # noqa: S310


def llamar(orden: dict[str, str]) -> None:
	"""Aquí la central telefónica llamaría a `orden["phone"]` y lo pasaría a `orden["advisor"]`."""
	informar(orden["attempt_id"], "no_answer", 0)


class Puerta(BaseHTTPRequestHandler):
	def do_POST(self) -> None:
		"""Toma una llamada: 202 enseguida, y lo demás después."""
		cuerpo = self.rfile.read(int(self.headers["Content-Length"]))
		instante = self.headers.get("X-Chasqui-Timestamp", "")
		firma = self.headers.get("X-Chasqui-Signature", "")
		if not es_valido(instante, firma, cuerpo):
			self.send_error(401)
			return
		self.send_response(202)
		self.end_headers()
		threading.Thread(target=llamar, args=[json.loads(cuerpo)]).start()


if __name__ == "__main__":
	puerto = int(os.environ.get("PORT", "9000"))
	with ThreadingHTTPServer(("127.0.0.1", puerto), Puerta) as servidor:
		print(servidor.server_port, flush=True)
		servidor.serve_forever()
