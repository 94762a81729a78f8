// Says on the spot whether an identification can be one. The server judges anew, and for good.
// As the server does (contracts/identities.py); a test runs both on the same numbers.
// Format characters (Cf) are invisible, and word processors make other dashes of a hyphen.
const SEPARATORS = /[\s.\p{Cf}\-\u2010-\u2015\u2212]/gu;
const FINAL_CONSUMER = "9999999999999";
const PUBLIC_WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2, 1];

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
	const verdict = judge(form.querySelector("[data-id-type]").value, input.value);
	place.textContent = place.dataset[verdict || "idle"] ?? place.dataset.idle;
	place.dataset.verdict = verdict.replace(/(Cedula|Ruc|Rut)$/, "");
	input.toggleAttribute("aria-invalid", false);
	if (verdict.startsWith("bad")) input.setAttribute("aria-invalid", "true");
}

// The key of a text in the page: goodCedula, shortRuc, …; nothing where there is no check digit.
export function judge(type, text) {
	const number = text.replace(SEPARATORS, "").toUpperCase();
	if (!number) return "";
	if (type === "cedula") return judgeCedula(number);
	if (type === "ruc") return judgeRuc(number);
	if (type === "rut_cl" && number.length >= 8) return hasRutDigit(number) ? "goodRut" : "badRut";
	return "";
}

function judgeCedula(number) {
	if (!/^\d{10}$/.test(number)) return /^\d{0,9}$/.test(number) ? "shortCedula" : "badCedula";
	return isCedula(number) ? "goodCedula" : "badCedula";
}

// A third digit of 9 is a company's, 6 an institution's or a foreigner's, less a person's.
function judgeRuc(number) {
	if (!/^\d{13}$/.test(number)) return /^\d{0,12}$/.test(number) ? "shortRuc" : "badRuc";
	if (number === FINAL_CONSUMER || !hasProvince(number) || "78".includes(number[2])) return "badRuc";
	if (number[2] < "6") {
		return !number.endsWith("000") && isCedula(number.slice(0, 10)) ? "goodRuc" : "badRuc";
	}
	return hasEstablishment(number) ? "companyRuc" : "badRuc";
}

// An institution's number ends in its eight digits, a check digit and four of the establishment;
// a company's in ten and three. A 9 may be an institution's too.
function hasEstablishment(number) {
	if (!number.endsWith("0000") && fits(number, PUBLIC_WEIGHTS)) return true;
	return !number.endsWith(number[2] === "6" ? "0000" : "000");
}

function fits(number, weights) {
	return weights.reduce((sum, weight, place) => sum + weight * Number(number[place]), 0) % 11 === 0;
}

function hasProvince(number) {
	const province = Number(number.slice(0, 2));
	return (province >= 1 && province <= 24) || province === 30 || province === 50;
}

// Weights 2,1,2,…; a product above 9 loses 9; the sum with the last digit ends in 0.
function isCedula(number) {
	if (!hasProvince(number) || number[2] > "6") return false;
	const sum = [...number].reduce((total, digit, index) => {
		const product = Number(digit) * (index % 2 || index === 9 ? 1 : 2);
		return total + (product > 9 ? product - 9 : product);
	}, 0);
	return sum % 10 === 0;
}

// Módulo 11 with weights 2…7 from the right; 10 is K.
function hasRutDigit(number) {
	if (!/^(CL)?\d{7,8}[\dK]$/.test(number)) return false;
	const digits = [...number.replace("CL", "").slice(0, -1)].reverse();
	const sum = digits.reduce((total, digit, index) => total + Number(digit) * (2 + (index % 6)), 0);
	return "0123456789K"[(11 - (sum % 11)) % 11] === number.at(-1);
}
