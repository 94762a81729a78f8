"""The texts can be taken out for another language."""

from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

import portal

FOLDER = Path(portal.__file__ or "").parent


def test_every_text_is_found_for_translation() -> None:
	with (FOLDER / "babel.cfg").open(encoding="utf-8") as file:
		methods, options = parse_mapping_cfg(file)
	found = {
		text
		for _file, _line, message, *_rest in extract_from_dir(
			FOLDER, method_map=methods, options_map=options
		)
		for text in ([message] if isinstance(message, str) else message)
		if text
	}
	for text in ("Campañas", "Nueva campaña", "En ejecución", "Segmento", "Riesgo no disponible"):
		assert text in found
	assert "%(count)s filas rechazadas" in found
