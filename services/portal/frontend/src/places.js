// The cantons of the province that is chosen beside them, in every form that asks for both. Their
// options say their province in brackets: «Quito (Pichincha)».
const CANTON = "select[name=canton]";
const PROVINCE = "select[name=province], select[name=region]";
const cantonsOf = new WeakMap();

export function watchPlaces() {
	for (const canton of document.querySelectorAll(CANTON)) narrow(canton);
	document.addEventListener("focusin", ({ target }) => target.matches(CANTON) && narrow(target));
	document.addEventListener("change", ({ target }) => {
		if (!target.matches(PROVINCE)) return;
		const canton = findRow(target)?.querySelector(CANTON);
		if (canton) narrow(canton, true);
	});
}

// In a list of addresses each line has its own two.
function findRow(select) {
	return select.closest("fieldset.row-card") ?? select.form;
}

function narrow(canton, isChanged = false) {
	const province = findRow(canton)?.querySelector(PROVINCE);
	if (!province) return;
	if (!cantonsOf.has(canton)) cantonsOf.set(canton, [...canton.options]);
	const chosen = [...province.selectedOptions].filter(({ value }) => value && value !== "none");
	const ends = chosen.map((one) => `(${one.textContent.trim()})`);
	const fits = (one) => ends.some((end) => one.textContent.trim().endsWith(end));
	const all = cantonsOf.get(canton);
	const left = all.filter((one) => !ends.length || !one.value || fits(one)
		|| (one.selected && !isChanged));
	const value = canton.value;
	canton.replaceChildren(...left);
	if (canton.multiple || left.some((one) => one.value === value)) return;
	canton.value = "";
	canton.dispatchEvent(new Event("change", { bubbles: true }));
}
