"""`make bench`: runs all benchmarks, or those named (``python -m benchmarks b1 b3``)."""

import importlib
import json
import pkgutil
import platform
import statistics
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

En las filas B1, B3, B4, B7 y B7b la razón es nuestra velocidad entre la del par: más es mejor.
En las filas B2, B5b y B9 es lo que crece el tiempo al pasar de la décima parte de los clientes a
todos, y en B6, al pasar de un asesor a cincuenta: menos es mejor. La fila B7b es de una sola
pareja, con la máquina ocupada en otros trabajos (carga de 7 a 12 en dos núcleos).

| id | qué | contra | filas | mediana | mínimo | máximo | meta |
|---|---|---|---|---|---|---|---|
"""

ASIDE = """
## Otras cifras de las mismas corridas

Sin par, dependen de la máquina: sirven para comparar con las metas en milisegundos.

| id | qué | cifra | meta |
|---|---|---|---|
"""
# By benchmark: the figure's name, what it is, and the name of its target or the target itself.
FIGURES = (
	("B2", "p95_narrow_ms", "percentil 95 de un público estrecho, ms", "target_p95_ms"),
	("B2", "p95_wide_ms", "percentil 95 de un público ancho, ms", "target_p95_ms"),
	("B4", "p99_ms", "percentil 99 de una consulta, ms", 20),
	("B4", "batch_people_per_second_over_single", "personas por segundo en lote, veces", 5),
	("B5b", "most_p95_ms", "percentil 95 de la página más lenta, ms", "target_p95_ms"),
	("B5b", "count_one_audience_ms", "contar una audiencia contra las demás, ms", "—"),
	("B5b", "recount_all_ms", "recuento diario de todas, ms", "—"),
	("B5b", "people_in_all_ms", "nadie en tantas como se piden, ms", "—"),
	("B5b", "name_in_pair_ms", "un nombre entre quienes están en dos, ms", "—"),
	("B5b", "name_anywhere_ms", "un nombre entre todas, ms", "—"),
	("B6", "p95_next_ms", "percentil 95 de «siguiente», 50 asesores, ms", "target_p95_ms"),
	("B6", "p95_risk_ms", "percentil 95 de la consulta de riesgo, ms", "target_p95_ms"),
	("B6", "p95_result_ms", "percentil 95 de guardar el resultado, ms", "target_p95_ms"),
	(
		"B6",
		"p95_travel_ms",
		"sin más llamadas, el correo sabe de una en, ms (p95)",
		"target_travel_ms",
	),
	("B6", "given_twice", "clientes entregados dos veces", 0),
	("B7", "rows_per_second", "filas por segundo", "—"),
	("B7", "ratio_to_copy_into_own_table", "razón contra COPY en la propia tabla", "—"),
	("B7b", "lines_per_second", "líneas de ventas por segundo", "—"),
	("B7b", "memory_peak_mb", "memoria del proceso al terminar, MB", "—"),
	("B9", "p95_search_ms", "percentil 95 de una búsqueda, ms", "target_p95_search_ms"),
	("B9", "p95_filtered_ms", "percentil 95 de una lista acotada, ms", "—"),
	("B9", "p95_facets_ms", "percentil 95 de las facetas, ms", "—"),
)


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
	asides = [format_aside(ordered, *figure) for figure in FIGURES if figure[0] in ordered]
	lines = [INTRODUCTION + "\n".join(rows), ASIDE + "\n".join(asides)]
	TABLE.write_text("\n".join(lines) + "\n", "utf-8")


def format_row(result: dict[str, Any]) -> str:
	"""Return a result as a line of the table."""
	ratio = result["ratio"]
	figures = " | ".join(f"{ratio[name]:.3f}" for name in ("median", "min", "max"))
	rows = f"{result['rows']:,}".replace(",", " ")
	place = f"{result['id']} | {result['title']} | {result['peer']} | {rows}"
	return f"| {place} | {figures} | {result['target']} |"


def format_aside(results: dict[str, Any], of: str, name: str, title: str, target: object) -> str:
	"""Return a figure as a line of the second table; of several runs the median."""
	told = results[of]["also"]
	value = statistics.median(told[name]) if isinstance(told[name], list) else told[name]
	return f"| {of} | {title} | {value} | {told.get(target, target)} |"


if __name__ == "__main__":
	main()
