// New keys for everything: asked for with the passphrase, and told line by line.
import { ApiError, BASE, OfflineError, read, refusal, send } from './api.js'
import { linesOf } from './lines.js'

export async function makeNewKeys(passphrase, heard) {
  const headers = { 'Accept': 'application/x-ndjson', 'Content-Type': 'application/json' }
  const response = await send(`${BASE}/person/key-rotation`, { method: 'POST', headers, body: JSON.stringify({ passphrase }) })
  if (!response.ok) throw refusal(response, await read(response))
  let said = {}
  for await (said of linesOf(response)) heard(said)
  if (said.problem) throw new ApiError(said.problem.status, said.problem)
  if (!('sealed' in said)) throw new OfflineError()
  return said
}
