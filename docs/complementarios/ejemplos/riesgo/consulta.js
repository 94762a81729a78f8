// Consulta la central de riesgos desde Node: npm install soap, y tres variables de entorno:
// RIESGO_URL (https://riesgo.example.com/), RIESGO_USUARIO y RIESGO_CLAVE.
// La versión de SOAP es la 1.1, o la 1.2 con RIESGO_VERSION=1.2.
"use strict"
const soap = require("soap")

const { RIESGO_URL, RIESGO_USUARIO, RIESGO_CLAVE, RIESGO_VERSION } = process.env

async function conectar() {
	const nueva = RIESGO_VERSION === "1.2"
	const cliente = await soap.createClientAsync(`${RIESGO_URL}?wsdl`, {
		endpoint: RIESGO_URL,
		forceSoap12Headers: nueva,
	})
	// Sin contraseña en resumen: la central admite PasswordText, siempre sobre TLS. Cada mensaje lleva
	// su momento y una palabra de un solo uso: uno repetido, o de hace más de 5 minutos, se rechaza.
	cliente.setSecurity(new soap.WSSecurity(RIESGO_USUARIO, RIESGO_CLAVE, {
		passwordType: "PasswordText", hasTimeStamp: false, hasNonce: true, hasTokenCreated: true,
		mustUnderstand: 1,
	}))
	return cliente
}

async function main() {
	const cliente = await conectar()
	const espera = { timeout: 5000 }

	const [{ GetRiskByIdentificationResult: uno }] = await cliente.GetRiskByIdentificationAsync(
		{ idType: "cedula", idNumber: "1710034065", purpose: "ejemplo" }, espera,
	)
	console.log("uno:", uno.status, uno.level, uno.score, uno.asOf.toISOString().slice(0, 10))

	const [{ FindRiskByNameResult: nombre }] = await cliente.FindRiskByNameAsync(
		{ name: "María Zambrano", maxResults: 5 }, espera,
	)
	for (const persona of nombre.match ?? []) {
		console.log("nombre:", persona.maskedId, persona.level, persona.kind)
	}

	const numeros = ["0926687856", "1712345675"]
	const item = numeros.map((numero) => ({ idType: "cedula", idNumber: numero }))
	const [{ GetRiskBatchResult: lote }] = await cliente.GetRiskBatchAsync(
		{ item, purpose: "ejemplo" }, espera,
	)
	for (const uno of lote.item) console.log("lote:", uno.position, uno.status, uno.level)

	try {
		await cliente.GetRiskByIdentificationAsync({ idType: "cedula", idNumber: "1710034060" }, espera)
	} catch (error) {
		const fallo = error.root.Envelope.Body.Fault
		const [detalle] = Object.values(fallo.detail ?? fallo.Detail)
		const texto = fallo.faultstring ?? fallo.Reason.Text
		console.log("fallo:", detalle.code, texto.$value ?? texto)
	}
}

main()
