"""Makes clients of the risk service as their users do: tools write code, which is compiled."""

import os
import shutil
import subprocess
from pathlib import Path

from chasqui.stack.places import REPOSITORY
from tests.support.machine import need

EXAMPLES = REPOSITORY / "docs" / "complementarios" / "ejemplos" / "riesgo"
JARS = Path("/usr/share/java")
AXIS = ("axis", "axis-jaxrpc", "axis-saaj", "wsdl4j", "commons-logging", "commons-discovery")
GSOAP_FLAGS = ("-DWITH_OPENSSL", "-DWITH_GZIP", "-DWITH_IPV6", "-DWITH_DOM")
GSOAP_LIBRARIES = ("-lgsoapssl++", "-lssl", "-lcrypto")
SECONDS = 180  # a compiler, while other tests run
NO_JAXWS = "needs JAX-WS RI: apt install jaxws default-jdk-headless"
NO_AXIS = "needs Axis 1.4: apt install libaxis-java default-jdk-headless"
NO_GSOAP = "needs gSOAP: apt install g++ gsoap libgsoap-dev libssl-dev"
Done = subprocess.CompletedProcess[str]


def read_with_jaxws(wsdl: str, folder: Path, *options: str) -> Done:
	"""Have `wsimport` write the code of a client into `folder`; it may fail."""
	tool = need(shutil.which("wsimport"), NO_JAXWS)
	return _run([tool, *options, "-Xnocompile", "-p", "riesgo", "-s", ".", wsdl], folder)


def read_with_axis(wsdl: str, folder: Path) -> Done:
	"""Have Axis 1.4 write the code of a client into `folder`; it may fail."""
	classes = _find_axis()
	tool = "org.apache.axis.wsdl.WSDL2Java"
	return _run(
		[_find_java("java", NO_AXIS), "-cp", classes, tool, "-p", "riesgo", "-o", ".", wsdl], folder
	)


def read_with_gsoap(wsdl: str, folder: Path) -> Done:
	"""Have gSOAP write the header of a client into `folder`; it may fail."""
	return _run([need(shutil.which("wsdl2h"), NO_GSOAP), "-o", "riesgo.h", wsdl], folder)


def make_jaxws(wsdl: str, folder: Path) -> list[str]:
	"""Return the command of the example, compiled in `folder`."""
	_check(read_with_jaxws(wsdl, folder, "-extension"))
	return _compile_java("ConsultaJaxws", str(JARS / "jaxws-rt.jar"), folder, NO_JAXWS)


def make_axis(wsdl: str, folder: Path) -> list[str]:
	"""Return the command of the example, compiled in `folder`."""
	_check(read_with_axis(wsdl, folder))
	return _compile_java("ConsultaAxis", _find_axis(), folder, NO_AXIS)


def make_gsoap(wsdl: str, folder: Path) -> list[str]:
	"""Return the command of the example, compiled in `folder`."""
	need((Path("/usr/include/stdsoap2.h").exists() and shutil.which("g++")) or None, NO_GSOAP)
	_check(read_with_gsoap(wsdl, folder))
	generator = need(shutil.which("soapcpp2"), NO_GSOAP)
	_check(_run([generator, "-j", "-C", "-x", "-I/usr/share/gsoap/import", "riesgo.h"], folder))
	sources = (str(EXAMPLES / "consulta.cpp"), "soapC.cpp", "soapRiskSoap11Proxy.cpp")
	compiler = ("g++", "-o", "consulta", "-I.", *GSOAP_FLAGS)
	_check(_run([*compiler, *sources, *GSOAP_LIBRARIES], folder))
	return [str(folder / "consulta")]


def _compile_java(name: str, classes: str, folder: Path, how: str) -> list[str]:
	classes = f"{folder}:{classes}"
	sources = [str(path) for path in (EXAMPLES / f"{name}.java", *folder.glob("riesgo/*.java"))]
	compiler = _find_java("javac", how)
	_check(_run([compiler, "-encoding", "UTF-8", "-cp", classes, "-d", ".", *sources], folder))
	return [_find_java("java", how), "-cp", classes, name]


def _find_java(name: str, how: str) -> str:
	return need(shutil.which(name), how)


def _find_axis() -> str:
	need((JARS / "axis.jar").exists() or None, NO_AXIS)
	return ":".join(str(JARS / f"{jar}.jar") for jar in AXIS)


def _run(command: list[str], folder: Path) -> Done:
	return subprocess.run(
		command,
		cwd=folder,
		env={**os.environ, "LC_ALL": "C.UTF-8"},
		capture_output=True,
		text=True,
		timeout=SECONDS,
		check=False,
	)


def _check(done: Done) -> None:
	assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
