// Says on the spot whether an identification can be one. The server judges anew, and for good.
const SEPARATORS = /[\s.\-]/g;
const COMPANY_DIGITS = ["6", "9"];

export function watchIdentities() {
	for (const event of ["input", "change"]) {
		document.addEventListener(event, ({ target }) => {
			if (target.matches("[data-id-number], [data-id-type]")) tellCheck(target.form);
		});
	}
	document.addEventListener("htmx:afterSettle", ({ target }) => showAnswer(target));
}

// On a phone the answer stands below the form; nobody should have to look for it.
function showAnswer(swapped) {
	const place = document.querySelector(`[data-shown-after="${swapped.id}"]`);
	if (place && place.getBoundingClientRect().top > window.innerHeight * 0.6) {
		place.scrollIntoView({ block: "start" });
	}
}

function tellCheck(form) {
	const place = form.querySelector("[data-id-check]");
	const input = form.querySelector("[data-id-number]");
	const number = input.value.replace(SEPARATORS, "").toUpperCase();
	const verdict = number ? judge(form.querySelector("[data-id-type]").value, number) : "";
	place.textContent = place.dataset[verdict || "idle"] ?? place.dataset.idle;
	place.dataset.verdict = verdict.replace(/(Cedula|Ruc|Rut)$/, "");
	input.toggleAttribute("aria-invalid", false);
	if (verdict.startsWith("bad")) input.setAttribute("aria-invalid", "true");
}

// The key of a text in the page: goodCedula, shortRuc, …; nothing where there is no check digit.
function judge(type, number) {
	if (type === "cedula") return judgeCedula(number);
	if (type === "ruc") return judgeRuc(number);
	if (type === "rut_cl" && number.length >= 8) return hasRutDigit(number) ? "goodRut" : "badRut";
	return "";
}

function judgeCedula(number) {
	if (!/^\d{10}$/.test(number)) return /^\d{0,9}$/.test(number) ? "shortCedula" : "badCedula";
	return isCedula(number) ? "goodCedula" : "badCedula";
}

function judgeRuc(number) {
	if (!/^\d{13}$/.test(number)) return /^\d{0,12}$/.test(number) ? "shortRuc" : "badRuc";
	if (number.endsWith("000")) return "badRuc";
	if (COMPANY_DIGITS.includes(number[2])) return "companyRuc";
	return isCedula(number.slice(0, 10)) ? "goodRuc" : "badRuc";
}

// Weights 2,1,2,…; a product above 9 loses 9; the sum with the last digit ends in 0.
function isCedula(number) {
	const province = Number(number.slice(0, 2));
	if ((province < 1 || province > 24) && ![30, 50].includes(province)) return false;
	if (number[2] > "6") return false;
	const sum = [...number].reduce((total, digit, index) => {
		const product = Number(digit) * (index % 2 || index === 9 ? 1 : 2);
		return total + (product > 9 ? product - 9 : product);
	}, 0);
	return sum % 10 === 0;
}

// Módulo 11 with weights 2…7 from the right; 10 is K.
function hasRutDigit(number) {
	if (!/^\d{7,8}[\dK]$/.test(number)) return false;
	const digits = [...number.slice(0, -1)].reverse();
	const sum = digits.reduce((total, digit, index) => total + Number(digit) * (2 + (index % 6)), 0);
	return "0123456789K"[(11 - (sum % 11)) % 11] === number.at(-1);
}
