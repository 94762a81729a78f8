"""`make bench`: runs all benchmarks, or those named (``python -m benchmarks b1 b3``)."""

import importlib
import json
import pkgutil
import platform
import sys
from pathlib import Path
from typing import Any

import benchmarks

RESULTS = Path(__file__).with_name("results.json")
TABLE = Path(__file__).parents[1] / "docs" / "complementarios" / "Tabla_Rendimiento.md"
INTRODUCTION = """# Rendimiento, en razones

Las máquinas son ruidosas: cada cifra es una **razón** entre dos cosas medidas por turnos en la
misma corrida (al menos cinco pares; mediana, mínimo y máximo). `make bench` las mide y escribe esta
tabla y `benchmarks/results.json`. Ninguna prueba depende de ellas.

En las filas B1, B3, B4 y B7 la razón es nuestra velocidad entre la del par: más es mejor. En la
fila B2 es lo que crece el tiempo al pasar de la décima parte de los clientes a todos: menos es
mejor.

| id | qué | contra | filas | mediana | mínimo | máximo | meta |
|---|---|---|---|---|---|---|---|
"""


def main() -> None:
	"""Run the benchmarks one after the other; keep the other ones' last results."""
	wanted = [name.lower() for name in sys.argv[1:]]
	known: dict[str, Any] = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
	for module in list_modules(wanted):
		print(f"== {module}", flush=True)
		result = importlib.import_module(f"benchmarks.{module}").run()
		result["python"] = platform.python_version()
		known[result["id"]] = result
		print(json.dumps(result, ensure_ascii=False, indent=1), flush=True)
		write_results(known)


def list_modules(wanted: list[str]) -> list[str]:
	"""Return the benchmark modules (``b1_…``), all or those whose id is wanted."""
	names = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
	found = [name for name in names if name[0] == "b" and name[1].isdigit()]
	return [name for name in found if not wanted or name.partition("_")[0] in wanted]


def write_results(known: dict[str, Any]) -> None:
	"""Write the results and the Spanish table."""
	ordered = dict(sorted(known.items()))
	RESULTS.write_text(json.dumps(ordered, ensure_ascii=False, indent=1) + "\n", "utf-8")
	rows = [format_row(result) for result in ordered.values()]
	TABLE.write_text(INTRODUCTION + "\n".join(rows) + "\n", "utf-8")


def format_row(result: dict[str, Any]) -> str:
	"""Return a result as a line of the table."""
	ratio = result["ratio"]
	figures = " | ".join(f"{ratio[name]:.3f}" for name in ("median", "min", "max"))
	rows = f"{result['rows']:,}".replace(",", " ")
	place = f"{result['id']} | {result['title']} | {result['peer']} | {rows}"
	return f"| {place} | {figures} | {result['target']} |"


if __name__ == "__main__":
	main()
