"""The examples of the documentation, run as a reader would run them, in each language."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.support.machine import need
from tests.support.node import find_node, install_packages
from tests.support.risk_door import PASSWORD, USER
from tests.support.toolkits import EXAMPLES

SAID = """\
uno: FOUND LOW 812 2026-11-01
nombre: 09******56 HIGH PARTIAL
nombre: 01******00 MEDIUM PARTIAL
lote: 1 FOUND HIGH
lote: 2 NOT_FOUND UNKNOWN
fallo: InvalidRequest «idNumber» no vale: el dígito verificador no corresponde.
"""
SECONDS = 60


@pytest.mark.covers("K31")
@pytest.mark.parametrize("version", ["1.1", "1.2"])
class TestExamples:
	def test_python_with_zeep(self, url: str, version: str) -> None:
		assert run([sys.executable, str(EXAMPLES / "consulta.py")], url, version) == SAID

	def test_node_with_npm_soap(self, url: str, version: str) -> None:
		modules = install_packages()
		script = str(EXAMPLES / "consulta.js")
		assert run([find_node(), script], url, version, NODE_PATH=modules) == SAID

	def test_php_with_soap_client(self, url: str, version: str) -> None:
		php = need(shutil.which("php"), "needs PHP: apt install php-cli php-soap")
		assert run([php, str(EXAMPLES / "consulta.php")], url, version) == SAID


def run(command: list[str], url: str, version: str, **more: str) -> str:
	told = {
		"RIESGO_URL": url,
		"RIESGO_USUARIO": USER,
		"RIESGO_CLAVE": PASSWORD,
		"RIESGO_VERSION": version,
		**more,
	}
	done = subprocess.run(
		command,
		env={**os.environ, **told},
		capture_output=True,
		text=True,
		timeout=SECONDS,
		check=False,
	)
	assert done.returncode == 0, done.stderr[-3000:]
	return done.stdout


def test_the_guide_shows_the_examples_as_they_are() -> None:
	guide = (EXAMPLES.parents[1] / "Guia_ClientesRiesgo.md").read_text("utf-8")
	names = [path.name for path in EXAMPLES.iterdir()]
	assert len(names) == 6
	assert not [name for name in names if f"(ejemplos/riesgo/{name})" not in guide]
	assert SAID in guide
