import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import vm from 'node:vm'

const WORKER = readFileSync(new URL('../../static/service-worker.js', import.meta.url), 'utf8')
const PAGES = { '/library': '<link href="/static/1/css/library.css"> <a href="/concepts/river">', '/library.json': '{}', '/concepts/river': 'River.' }

// A device whose line brings these addresses only; returns what it keeps, and a way to ask it to keep the library.
function device(line) {
  const kept = new Map(), heard = {}
  const answer = address => {
    if (!line.has(address)) throw new TypeError('no line')
    return new Response(PAGES[address] ?? '')
  }
  const shelf = {
    match: async address => kept.get(address)?.clone(),
    put: async (address, page) => kept.set(address, page),
    add: async address => kept.set(address, answer(address)),
  }
  const world = { Response, caches: { open: async () => shelf }, fetch: async address => answer(address), addEventListener: (name, hear) => { heard[name] = hear } }
  vm.runInNewContext(`const RELEASE = '1'\n${WORKER}`, world)
  return { kept, keepTheLibrary: () => new Promise((done, failed) => heard.message({ data: 'keep the library', waitUntil: work => work.then(done, failed) })) }
}

test('keeps the pages of the library and the files that they name', async () => {
  const { kept, keepTheLibrary } = device(new Set([...Object.keys(PAGES), '/static/1/css/library.css']))

  await keepTheLibrary()

  assert.deepEqual([...kept.keys()].sort(), ['/concepts/river', '/library', '/library.json', '/static/1/css/library.css'])
})

test('goes on where it was cut off, and keeps no page whose styles it has not', async () => {
  const line = new Set(Object.keys(PAGES)), { kept, keepTheLibrary } = device(line)

  await assert.rejects(keepTheLibrary())
  assert.deepEqual([...kept.keys()], [])
  line.add('/static/1/css/library.css')
  await keepTheLibrary()

  assert.ok(kept.has('/static/1/css/library.css') && kept.has('/library'))
})
