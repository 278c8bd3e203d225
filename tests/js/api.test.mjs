import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { ApiError, OfflineError, get, post, put, remove } from '../../static/js/lib/api.js'

let asked, went

const answering = (status, body, headers = {}) => {
  globalThis.fetch = async (url, request) => {
    asked = { url, ...request }
    return new Response(status === 204 ? null : JSON.stringify(body), { status, headers })
  }
}

beforeEach(() => {
  went = null
  globalThis.document = { body: { dataset: { access: 'private' } } }
  globalThis.location = { pathname: '/journal', search: '?about=me', assign: address => { went = address } }
})

test('reads JSON under the base path with a query that leaves out what is empty', async () => {
  answering(200, { items: [] })

  const said = await get('/entries', { query: { limit: 25, cursor: null, to: '' } })

  assert.deepEqual(said, { items: [] })
  assert.equal(asked.url, '/api/v1/entries?limit=25')
})

test('says which version it changes', async () => {
  answering(200, {})

  await put('/entries/1', { body: 'x' }, { version: 7 })

  assert.equal(asked.headers['If-Match'], '"7"')
  assert.equal(asked.headers['Content-Type'], 'application/json')
})

test('says when a thing must be new', async () => {
  answering(201, {})

  await put('/entries/1', { body: 'x' }, { isNew: true })

  assert.equal(asked.headers['If-None-Match'], '*')
})

test('sends no body and no content type where there is nothing to send', async () => {
  answering(204)

  const said = await remove('/session')

  assert.equal(said, null)
  assert.equal(asked.body, undefined)
  assert.equal('Content-Type' in asked.headers, false)
})

test('tells a problem with all it carries', async () => {
  answering(412, { type: '/api/problems/stale-version', title: 'It has changed', detail: 'Both are safe.', current: { version: 9 } })

  const error = await put('/entries/1', {}, { version: 8 }).catch(found => found)

  assert.ok(error instanceof ApiError)
  assert.equal(error.is('stale-version'), true)
  assert.deepEqual([error.status, error.detail, error.current.version], [412, 'Both are safe.', 9])
})

test('tells how long to wait', async () => {
  answering(429, { type: '/api/problems/too-many-tries' }, { 'Retry-After': '90' })

  const error = await post('/session', {}).catch(found => found)

  assert.equal(error.retryAfter, 90)
})

test('tells a missing line apart from a no', async () => {
  globalThis.fetch = async () => { throw new TypeError('Failed to fetch') }

  const error = await get('/person').catch(found => found)

  assert.ok(error instanceof OfflineError)
  assert.equal(error.status, 0)
})

test('survives an answer that is not JSON', async () => {
  globalThis.fetch = async () => new Response('<h1>Bad gateway</h1>', { status: 502 })

  const error = await get('/person').catch(found => found)

  assert.equal(error.status, 502)
})

test('goes to the door with the path only when the session has ended on a private page', async () => {
  answering(401, { type: '/api/problems/not-signed-in' })

  await get('/entries').catch(() => {})

  assert.equal(went, '/sign-in?next=%2Fjournal')
})

test('stays where it is when asked to, on open pages, and for wrong credentials', async () => {
  answering(401, { type: '/api/problems/not-signed-in' })
  await get('/session', { stay: true }).catch(() => {})
  document.body.dataset.access = 'open'
  await get('/session').catch(() => {})
  document.body.dataset.access = 'private'
  answering(401, { type: '/api/problems/wrong-credentials' })
  await post('/session/confirmation', {}).catch(() => {})

  assert.equal(went, null)
})
