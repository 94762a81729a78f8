"""The made-up person of previews and test mails. Synthetic: nobody's data."""

SAMPLE_VALUES = {
	"nombre": "María Fernanda Quishpe (ejemplo)",
	"primer_nombre": "María Fernanda",
	"provincia": "Pichincha",
	"canton": "Quito",
	"edad": "34",
	"campana": "Campaña de ejemplo",
}
