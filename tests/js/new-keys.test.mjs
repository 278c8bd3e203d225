import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { makeNewKeys } from '../../static/js/lib/new-keys.js'

const fetchBefore = globalThis.fetch
globalThis.document ??= { body: { dataset: {} } }
afterEach(() => { globalThis.fetch = fetchBefore })

const telling = (...lines) => { globalThis.fetch = async () => new Response(lines.map(line => `${JSON.stringify(line)}\n`).join('')) }
const CODE = { recovery_code: '7K3M' }

test('the code is heard first, then how far it is, and at the end what became of it', async () => {
  telling(CODE, { done: 2, of: 2 }, { sealed: 1, unreadable: 1 })
  const heard = []

  const said = await makeNewKeys('lantern otter', line => heard.push(line))

  assert.deepEqual(heard, [CODE, { done: 2, of: 2 }, { sealed: 1, unreadable: 1 }])
  assert.equal(said.unreadable, 1)
})

test('what stops it half-way is told, and the code was heard all the same', async () => {
  telling(CODE, { problem: { status: 409, title: 'No', detail: 'Ask once more.' } })
  const heard = []

  await assert.rejects(makeNewKeys('lantern otter', line => heard.push(line)), { status: 409, detail: 'Ask once more.' })
  assert.deepEqual(heard[0], CODE)
})

test('a line that breaks off is not taken for an end', async () => {
  telling(CODE, { done: 1, of: 2 })

  await assert.rejects(makeNewKeys('lantern otter', () => {}), { name: 'OfflineError' })
})
