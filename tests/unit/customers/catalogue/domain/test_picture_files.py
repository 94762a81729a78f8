"""Pictures as they come become pictures as they are kept, or a clear refusal."""

import io
import os
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from chasqui.contracts.customers.pictures import LONGEST_SIDE, LONGEST_THUMBNAIL_SIDE
from chasqui.stack.places import REPOSITORY
from customers.catalogue.domain.picture_files import (
	MOST_KEPT_BYTES,
	BadPicture,
	clean_picture,
)
from tests.support.pictures import (
	FOREIGN,
	RED,
	paint,
	paint_bomb,
	paint_moving,
	paint_photograph,
	write,
)
from tests.support.wild_designs import EXAMPLES

SEEDS = (
	paint("PNG"), paint("JPEG"), paint("WEBP"), paint_photograph(), paint("JPEG", progressive=True),
	write(Image.new("P", (9, 9)), "PNG"), paint_moving("PNG"), paint_moving("WEBP"),
)  # fmt: skip
MOST_SECONDS = 5.0
MOST_MEGABYTES = 450
MEASURE = r"""
import io, re
from pathlib import Path
from PIL import Image
from customers.catalogue.domain.picture_files import clean_picture
file = io.BytesIO()
Image.new("RGBA", (5000, 5000), (9, 9, 9, 9)).save(file, "PNG", compress_level=1)
clean_picture(file.getvalue())
# The most that was ever held; getrusage() would tell that of the process that forked this one.
print(int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def open_clean(data: bytes) -> Image.Image:
	return Image.open(io.BytesIO(clean_picture(data).data))


def is_like(seen: object, wanted: tuple[int, int, int]) -> bool:
	assert isinstance(seen, tuple)
	return all(abs(one - other) < 12 for one, other in zip(seen, wanted, strict=True))


def refuse(data: bytes) -> str:
	with pytest.raises(BadPicture) as caught:
		clean_picture(data)
	return caught.value.code


@pytest.mark.covers("C7")
class TestCleanPictures:
	@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
	def test_every_kind_that_is_taken_is_kept_as_jpeg(self, kind: str) -> None:
		kept = open_clean(paint(kind))
		assert (kept.format, kept.size) == ("JPEG", (64, 48))
		assert is_like(kept.getpixel((5, 5)), RED)

	def test_it_stands_upright_and_tells_nothing_but_what_is_seen(self) -> None:
		told = paint_photograph()
		assert Image.open(io.BytesIO(told)).getexif()
		kept = open_clean(told)
		assert kept.size == (48, 64)
		assert is_like(kept.getpixel((24, 5)), RED)
		assert not kept.getexif()
		assert {"exif", "comment", "icc_profile", "xmp"} & kept.info.keys() == set()
		assert b"secret" not in clean_picture(told).data

	def test_what_hides_behind_the_picture_goes(self) -> None:
		assert b"<script>" not in clean_picture(paint("PNG") + b"<script>").data

	def test_it_is_scaled_and_its_thumbnail_too(self) -> None:
		kept = clean_picture(paint("JPEG", size=(4000, 1000)))
		assert (kept.width, kept.height) == (LONGEST_SIDE, 400)
		small = Image.open(io.BytesIO(kept.thumbnail))
		assert small.size == (LONGEST_THUMBNAIL_SIDE, 60)

	def test_what_is_transparent_is_white_and_nothing_hidden_shows(self) -> None:
		hidden = write(Image.new("RGBA", (20, 20), (255, 0, 0, 0)), "PNG")
		assert is_like(open_clean(hidden).getpixel((9, 9)), (255, 255, 255))

	def test_sixteen_bits_of_grey_stay_grey(self) -> None:
		grey = write(Image.new("I;16", (20, 20), 32768), "PNG")
		assert is_like(open_clean(grey).getpixel((9, 9)), (128, 128, 128))

	def test_noise_is_kept_within_two_megabytes(self) -> None:
		noise = Image.frombytes("RGB", (1600, 1600), os.urandom(1600 * 1600 * 3))
		assert len(clean_picture(write(noise, "JPEG", quality=95)).data) <= MOST_KEPT_BYTES

	def test_the_same_bytes_give_the_same_digest(self) -> None:
		assert clean_picture(paint()).digest == clean_picture(paint()).digest


class TestRefusedPictures:
	@pytest.mark.parametrize("name", FOREIGN)
	def test_other_files_are_no_pictures(self, name: str) -> None:
		assert refuse(FOREIGN[name]) == "not_a_picture"

	@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
	def test_what_moves_is_refused(self, kind: str) -> None:
		assert refuse(paint_moving(kind)) == "animated_picture"

	@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
	def test_what_is_cut_is_refused(self, kind: str) -> None:
		assert refuse(paint(kind, size=(400, 400))[:-200]) in {"broken_picture", "not_a_picture"}

	@pytest.mark.parametrize("side", [5001, 30_000])
	def test_a_bomb_is_refused_by_its_header(self, side: int) -> None:
		began = time.monotonic()
		assert refuse(paint_bomb(side)) == "too_many_pixels"
		assert time.monotonic() - began < 1

	def test_a_header_that_promises_more_than_there_is_costs_no_more_than_a_picture(self) -> None:
		began = time.monotonic()
		assert clean_picture(paint_bomb(4000)).width == LONGEST_SIDE
		assert time.monotonic() - began < MOST_SECONDS


class TestWildPictures:
	@given(
		seed=st.sampled_from(SEEDS),
		changes=st.lists(st.tuples(st.integers(0), st.binary(max_size=6)), max_size=8),
		end=st.none() | st.integers(1, 4000),
	)
	@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None)
	def test_whatever_is_changed_it_is_kept_or_refused(
		self, seed: bytes, changes: list[tuple[int, bytes]], end: int | None
	) -> None:
		data = bytearray(seed)
		for place, piece in changes:
			start = place % len(data)
			data[start : start + len(piece)] = piece
		began = time.monotonic()
		with suppress(BadPicture):
			kept = clean_picture(bytes(data[:end]))
			assert Image.open(io.BytesIO(kept.data), formats=["JPEG"]).size == (
				kept.width, kept.height,
			)  # fmt: skip
		assert time.monotonic() - began < MOST_SECONDS

	def test_the_largest_takes_a_bounded_memory(self) -> None:
		env = {**os.environ, "PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'services'}"}
		command = [sys.executable, "-c", MEASURE]
		told = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
		assert int(told.stdout) < MOST_MEGABYTES
