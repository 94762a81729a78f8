// Asks a SOAP server over some connections at once, one question after another on each, for some
// seconds. Plain sockets, so that the asking costs little beside the answering.
// node load.js '{"port": 8004, "seconds": 5, "clients": 8, "head": ["SOAPAction: x"], "bodies": "/tmp/bodies.json"}'
"use strict"
const fs = require("fs")
const net = require("net")

const plan = JSON.parse(process.argv[2])
const requests = JSON.parse(fs.readFileSync(plan.bodies, "utf8")).map((body) =>
	Buffer.from(
		["POST / HTTP/1.1", `Host: 127.0.0.1:${plan.port}`, ...plan.head,
			`Content-Length: ${Buffer.byteLength(body)}`, "", body].join("\r\n"),
	),
)
const END = "\r\n\r\n"
const times = []
const answers = { good: 0, bad: 0 }
let next = 0
let deadline = 0

function isWhole(text) {
	const head = text.indexOf(END)
	if (head < 0) return false
	const length = /content-length: *(\d+)/i.exec(text.slice(0, head))
	return length ? text.length >= head + 4 + Number(length[1]) : text.endsWith("0\r\n\r\n")
}

function runClient(done) {
	const socket = net.connect(plan.port, "127.0.0.1")
	let text = ""
	let asked = 0n
	socket.setNoDelay(true)
	const ask = () => {
		text = ""
		asked = process.hrtime.bigint()
		socket.write(requests[next++ % requests.length])
	}
	socket.on("connect", ask)
	socket.on("data", (piece) => {
		text += piece.toString("latin1")
		if (!isWhole(text)) return
		times.push(Number(process.hrtime.bigint() - asked) / 1e6)
		answers[text.startsWith("HTTP/1.1 200") && text.includes(plan.expect) ? "good" : "bad"]++
		if (Date.now() < deadline) return ask()
		socket.destroy()
		done()
	})
	socket.on("error", (error) => { throw error })
}

const started = Date.now()
deadline = started + plan.seconds * 1000
let left = plan.clients
for (let number = 0; number < plan.clients; number++) {
	runClient(() => {
		if (--left) return
		times.sort((a, b) => a - b)
		const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))]
		console.log(JSON.stringify({
			...answers, rate: times.length / ((Date.now() - started) / 1000),
			p50: at(0.5), p99: at(0.99), worst: times[times.length - 1],
		}))
	})
}
