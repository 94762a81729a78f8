"""Common words of Ecuadorian names and addresses. Put together at random they name nobody."""

from importlib import resources


def read_words(name: str) -> tuple[str, ...]:
	"""Return the words of a data file of this package."""
	file = resources.files("chasqui.sample").joinpath("data", f"{name}.txt")
	return tuple(file.read_text("utf-8").split())


WOMEN = read_words("women")
MEN = read_words("men")
SURNAMES = read_words("surnames")
TRADES = (
	"Comercial", "Distribuidora", "Importadora", "Ferretería", "Agrícola", "Transportes",
	"Constructora", "Farmacia", "Camaronera", "Florícola", "Panadería", "Textiles",
)  # fmt: skip
BRANDS = (
	"Andina", "del Pacífico", "El Cóndor", "Los Ríos", "Equinoccial", "Mitad del Mundo",
	"San José", "Cotopaxi", "La Península", "Imbabura", "Oriental", "Tomebamba", "Manabita",
)  # fmt: skip
FORMS = ("S.A.", "Cía. Ltda.", "S.A.S.")
STREETS = (
	"Av. Amazonas", "Av. 9 de Octubre", "Calle Bolívar", "Calle Sucre", "Av. Quito",
	"Calle Rocafuerte", "Av. Eloy Alfaro", "Calle García Moreno", "Vía a la Costa",
	"Calle 10 de Agosto", "Av. Simón Bolívar", "Calle Olmedo",
)  # fmt: skip
