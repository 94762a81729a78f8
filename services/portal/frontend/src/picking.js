// Rows that are picked for a bulk action: all of a page at once, how many there are. On wide
// screens the side of a list stands open.
export function watchPicking() {
	const wide = window.matchMedia("(min-width: 1100px)").matches;
	for (const side of document.querySelectorAll("[data-open-wide]")) side.open = wide;
	const form = document.querySelector("[data-picking]");
	if (!form) return;
	const all = form.querySelector("[data-pick-all]");
	// The boxes are the form's and stand in the table below it.
	const picks = [...form.elements].filter((one) => one.name === "pick");
	document.addEventListener("change", (event) => {
		if (event.target.form !== form) return;
		if (event.target === all) for (const pick of picks) pick.checked = all.checked;
		tellPicked(form, all, picks);
	});
	window.addEventListener("pageshow", () => tellPicked(form, all, picks));
}

function tellPicked(form, all, picks) {
	const count = picks.filter((pick) => pick.checked).length;
	const told = form.querySelector("[data-picked]");
	const words = told.dataset;
	told.textContent = count === 0 ? words.none : count === 1 ? words.one : words.many.replace("#", count);
	all.checked = count > 0 && count === picks.length;
	all.indeterminate = count > 0 && count < picks.length;
}
