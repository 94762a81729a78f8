// The peer of B4: npm soap's server, one process, the same contract, the same Redis.
// For each question it checks Basic credentials, reads a record and writes an audit entry.
"use strict"
const http = require("http")
const fs = require("fs")
const soap = require("soap")
const { createClient } = require("redis")

const plan = JSON.parse(process.argv[2])
const expected = "Basic " + Buffer.from(plan.credentials).toString("base64")

async function main() {
	const redis = createClient({ url: plan.redis })
	await redis.connect()
	const tell = async (idType, idNumber) => {
		const [text] = await Promise.all([
			redis.get(`${plan.prefix}${idType}:${idNumber}`),
			redis.xAdd(`${plan.prefix}audit`, "*", { who: "bench", purpose: "bench" }),
		])
		const found = text ? JSON.parse(text) : { status: "NOT_FOUND", level: "UNKNOWN" }
		return found
	}
	const operations = {
		async GetRiskByIdentification(asked) {
			const found = await tell(asked.idType, asked.idNumber)
			return { GetRiskByIdentificationResult: { ...found, correlationId: "1" } }
		},
	}
	const server = http.createServer((_, response) => response.writeHead(404).end())
	server.listen(plan.port, "127.0.0.1", () => {
		const service = { RiskService: { RiskSoap11: operations } }
		const listener = soap.listen(server, "/", service, fs.readFileSync(plan.wsdl, "utf8"))
		listener.authorizeConnection = (request) => request.headers.authorization === expected
		console.log("ready")
	})
}

main()
