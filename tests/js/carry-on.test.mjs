import assert from 'node:assert/strict'
import test from 'node:test'
import { pageToCarryOn } from '../../static/js/lib/carry-on.js'

const DAY = '2026-11-23'
const page = (id, edited_at, more = {}) => ({ id, edited_at, unreadable: false, ...more })

test('an older page that was touched today comes before a newer one that was not', () => {
  const pages = [page('newer', '2026-11-22T12:00:00Z'), page('older', '2026-11-23T12:00:00Z')]

  assert.equal(pageToCarryOn(pages, DAY).id, 'older')
})

test('of several touched today it is the one touched last', () => {
  const pages = [page('morning', '2026-11-23T11:00:00Z'), page('noon', '2026-11-23T12:30:00Z')]

  assert.equal(pageToCarryOn(pages, DAY).id, 'noon')
})

test('without one from today it is the newest that can be read', () => {
  const pages = [page('sealed', null, { unreadable: true }), page('newest', '2026-11-20T12:00:00Z'), page('old', '2026-11-21T12:00:00Z')]

  assert.equal(pageToCarryOn(pages, DAY).id, 'newest')
})

test('an empty journal has nothing to carry on with', () => {
  assert.equal(pageToCarryOn([], DAY), null)
})
