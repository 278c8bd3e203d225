import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { receiveFile, sendFile } from '../../static/js/lib/file-traffic.js'

const fetchBefore = globalThis.fetch
globalThis.document ??= { body: { dataset: {} } }
afterEach(() => { globalThis.fetch = fetchBefore })

const answering = (body, options) => { globalThis.fetch = async () => new Response(body, options) }
const streamed = (...pieces) => new ReadableStream({ start(flow) { pieces.forEach(piece => flow.enqueue(new TextEncoder().encode(piece))); flow.close() } })
const problem = JSON.stringify({ type: '/api/problems/file-not-readable', title: 'No', detail: 'It is damaged.' })

test('a file comes piece by piece, under the name the server gave it', async () => {
  answering(streamed('one ', 'two'), { headers: { 'Content-Disposition': 'attachment; filename="braid.json"', 'Content-Type': 'application/json' } })
  const told = []

  const file = await receiveFile('/exports', { format: 'json' }, { heard: bytes => told.push(bytes) })

  assert.deepEqual([file.name, await file.text(), told], ['braid.json', 'one two', [4, 7]])
})

test('a refusal is an error with the server’s own words', async () => {
  answering(problem, { status: 422 })

  await assert.rejects(sendFile('/imports', new FormData()), error => error.is('file-not-readable') && error.detail === 'It is damaged.')
})

test('progress is heard line by line, wherever the lines break, and the report is returned', async () => {
  answering(streamed('{"done":1,"o', 'f":2}\n{"done":2,"of":2}\n', '{"report":{"format":"json"}}\n'))
  const heard = []

  const report = await sendFile('/imports', new FormData(), ({ done }) => heard.push(done))

  assert.deepEqual([report, heard], [{ format: 'json' }, [1, 2]])
})

test('a line that ends without a report counts as no line', async () => {
  answering(streamed('{"done":1,"of":2}\n'))

  await assert.rejects(sendFile('/imports', new FormData(), () => {}), { name: 'OfflineError' })
})

test('what went wrong half-way is told', async () => {
  answering(streamed('{"problem":{"status":507,"title":"Full","detail":"No room."}}\n'))

  await assert.rejects(sendFile('/imports', new FormData(), () => {}), { status: 507, detail: 'No room.' })
})
