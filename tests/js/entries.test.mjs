import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { keepEntry } from '../../static/js/lib/entries.js'

const ENDED = { type: '/api/problems/not-signed-in', title: 'Sign in first', status: 401 }
const PAGE = { title: '', body: 'Words', prompt: null, concepts: [], tags: [], starred: false }
let went

beforeEach(() => {
  went = []
  globalThis.document = { body: { dataset: { access: 'private' } } }
  globalThis.location = { pathname: '/entries/1', assign: path => went.push(path) }
  globalThis.fetch = async () => new Response(JSON.stringify(ENDED), { status: 401 })
})

test('unsaved words keep their page when the session has ended', async () => {
  await assert.rejects(keepEntry('1', PAGE, { version: 1 }))

  assert.deepEqual(went, [])
})

test('a star leads to the door, and back to its page', async () => {
  await assert.rejects(keepEntry('1', PAGE, { version: 1, stay: false }))

  assert.deepEqual(went, ['/sign-in?next=%2Fentries%2F1'])
})
