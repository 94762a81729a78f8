// A card of the board that is dropped on another phase asks the same question as its menu: where the
// move is not allowed, the page that the link leads to says why.
export function watchBoard() {
	const board = document.querySelector("[data-board]");
	if (!board) return;
	let held = null;
	for (const card of board.querySelectorAll("[data-card]")) {
		if (!card.querySelector("a[data-to]")) continue;
		card.draggable = true;
		card.addEventListener("dragstart", () => {
			held = card;
			card.classList.add("is-held");
		});
		card.addEventListener("dragend", () => {
			held = null;
			card.classList.remove("is-held");
			mark(board, null);
		});
	}
	board.addEventListener("dragover", (event) => {
		const column = event.target.closest("[data-phase]");
		if (!held || !column || column.contains(held)) return;
		event.preventDefault();
		mark(board, column);
	});
	board.addEventListener("drop", (event) => {
		const column = event.target.closest("[data-phase]");
		if (!held || !column || column.contains(held)) return;
		event.preventDefault();
		held.querySelector(`a[data-to="${column.dataset.phase}"]`)?.click();
	});
}

function mark(board, column) {
	for (const one of board.querySelectorAll("[data-phase]")) {
		one.classList.toggle("is-target", one === column);
	}
}
