// Files between this device and the server, piece by piece.
import { ApiError, BASE, OfflineError, read, refusal, send } from './api.js'
import { linesOf, piecesOf } from './lines.js'

// A file that the server makes while it comes; `heard` is told how many bytes have come so far.
export async function receiveFile(path, body, { signal, heard }) {
  const response = await send(BASE + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal })
  if (!response.ok) throw refusal(response, await read(response))
  const pieces = []
  let bytes = 0
  for await (const piece of piecesOf(response)) {
    pieces.push(piece)
    heard(bytes += piece.length)
  }
  const name = response.headers.get('Content-Disposition').split('"')[1]
  return new File(pieces, name, { type: response.headers.get('Content-Type') })
}

// A file for the server, which answers with a report; with `heard` it tells line by line how far it is.
export async function sendFile(path, form, heard) {
  const accept = heard ? 'application/x-ndjson' : 'application/json'
  const response = await send(BASE + path, { method: 'POST', headers: { Accept: accept, 'X-Journal': '1' }, body: form })
  if (!response.ok) throw refusal(response, await read(response))
  if (!heard) return response.json()
  let said = {}
  for await (said of linesOf(response)) {
    if (said.done) heard(said)
  }
  if (said.report) return said.report
  throw said.problem ? new ApiError(said.problem.status, said.problem) : new OfflineError()
}
