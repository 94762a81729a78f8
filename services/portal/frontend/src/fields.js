// Puts values into the fields of a form, of whatever kind they are, as if somebody had typed them.
export function put(input, values) {
	const isMark = ["checkbox", "radio"].includes(input.type);
	const before = isMark ? input.checked : input.value;
	if (isMark) {
		input.checked = values.includes(input.value);
	} else if (input.type === "select-multiple") {
		for (const option of input.options) option.selected = values.includes(option.value);
	} else if (values.length) {
		input.value = values.shift();
	}
	if (before === (isMark ? input.checked : input.value)) return;
	for (let box = input.closest("details"); box; box = box.parentElement.closest("details")) {
		box.open = true;
	}
	input.dispatchEvent(new Event("change", { bubbles: true }));
}

// Of a conflict: a button that puts one of the two values into its field, or into rows of fields.
export function choose(button) {
	const { put: name, values } = button.dataset;
	const given = JSON.parse(values);
	const rest = Array.isArray(given) ? { [name]: given } : given;
	for (const input of button.form.elements) {
		if (!(input.name in rest)) continue;
		const texts = rest[input.name];
		if (input.tagName === "TEXTAREA") put(input, [texts.join("\n")]);
		else put(input, texts.length ? texts : [""]);
	}
	for (const other of button.parentElement.children) {
		other.setAttribute("aria-pressed", String(other === button));
	}
}
