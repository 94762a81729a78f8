"""The texts can be taken out for another language."""

from chasqui.cli.messages import collect_messages


def test_every_text_is_found_for_translation() -> None:
	found = {
		text
		for message in collect_messages()
		for text in ([message.id] if isinstance(message.id, str) else message.id)
	}
	for text in ("Campañas", "Nueva campaña", "En ejecución", "Segmento", "Riesgo no disponible"):
		assert text in found
	assert {
		"%(count)s filas rechazadas",
		"La cédula tiene 10 dígitos.",
		"Debe ser {ge} o más.",
	} <= found
