"""The service on later interpreters, with what its image would install there."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from chasqui.stack.places import REPOSITORY
from risk_soap.config import RiskConfig
from tests.support.machine import need
from tests.support.risk_door import ask_name, ask_one, wrap, write_basic

LOCK = REPOSITORY / "requirements" / "risk_soap.lock"
UV = (sys.executable, "-m", "uv")
SECONDS = 240
# Asks the app in memory: standard input is JSON, one question per version; prints the answers.
SCRIPT = """
import io, json, sys
from risk_soap.app.web import create_app
app = create_app()
for body, media, basic in json.load(sys.stdin):
	data = body.encode()
	environ = {
		"REQUEST_METHOD": "POST", "PATH_INFO": "/", "QUERY_STRING": "", "CONTENT_TYPE": media,
		"CONTENT_LENGTH": str(len(data)), "HTTP_AUTHORIZATION": basic,
		"wsgi.input": io.BytesIO(data),
	}
	lines = []
	answer = b"".join(app(environ, lambda line, headers: lines.append(line)))
	print(lines[0], answer.decode().replace("\\n", ""))
"""


@pytest.mark.parametrize("version", ["3.12", "3.13"])
class TestInterpreters:
	def test_questions_are_answered_there_too(
		self, loaded: RiskConfig, tmp_path: Path, version: str
	) -> None:
		interpreter = need(find_interpreter(version), f"Python {version} is not on this machine")
		python = make_environment(interpreter, tmp_path / "venv")
		questions = [
			wrap(ask_one("cedula", "1710034065")),
			wrap(ask_name("María Zambrano"), namespace="http://www.w3.org/2003/05/soap-envelope"),
			wrap("<Borrar/>"),
		]
		media = ["text/xml", "application/soap+xml", "text/xml"]
		asked = [[body, kind, write_basic()] for body, kind in zip(questions, media, strict=True)]
		one, name, fault = run_script(python, loaded, json.dumps(asked)).splitlines()
		assert one.startswith("200 OK")
		assert "<score>812</score>" in one
		assert name.count("<maskedId>") == 2
		assert fault.startswith("500 ")
		assert "InvalidRequest" in fault


def find_interpreter(version: str) -> str | None:
	"""Return the path of a Python that really runs; pyenv has to be told which one is meant."""
	found = shutil.which(f"python{version}")
	if found is None:
		return None
	told = subprocess.run(
		[found, "-c", "import sys; print(sys.executable)"],
		env={**os.environ, "PYENV_VERSION": version},
		capture_output=True,
		text=True,
		check=False,
	)
	return told.stdout.strip() or None


def make_environment(interpreter: str, folder: Path) -> str:
	"""Return the Python of a fresh environment with the locked dependencies of the service."""
	run_quietly([*UV, "venv", "-q", "--python", interpreter, str(folder)])
	python = str(folder / "bin" / "python")
	run_quietly([*UV, "pip", "install", "-q", "--python", python, "-r", str(LOCK)])
	return python


def run_quietly(command: list[str]) -> None:
	done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
	assert done.returncode == 0, done.stderr[-3000:]


def run_script(python: str, config: RiskConfig, asked: str) -> str:
	consumers = {name: one.model_dump(mode="json") for name, one in config.risk_consumers.items()}
	done = subprocess.run(
		[python, "-c", SCRIPT],
		input=asked,
		env={
			**os.environ,
			"PYTHONPATH": f"{REPOSITORY}{os.pathsep}{REPOSITORY / 'services'}",
			"CHASQUI_REDIS_URL": config.redis_url.get_secret_value(),
			"CHASQUI_REDIS_PREFIX": config.redis_prefix,
			"CHASQUI_RISK_CONSUMERS": json.dumps(consumers),
		},
		capture_output=True,
		text=True,
		timeout=SECONDS,
		check=False,
	)
	assert done.returncode == 0, done.stderr[-3000:]
	return done.stdout
