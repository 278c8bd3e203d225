import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wayOn } from '../../static/js/lib/way-on.js'

test('goes on to the page that was asked for', () => {
  assert.equal(wayOn('?next=%2Fentries%2F6f1e0a3c'), '/entries/6f1e0a3c')
})

test('goes to today without one', () => {
  assert.equal(wayOn(''), '/today')
})

for (const foreign of ['https://example.org', '//example.org', '/\\example.org', '/%2Fexample.org?x=1', 'javascript:alert(1)', 'today'])
  test(`never leaves for ${foreign}`, () => {
    assert.equal(wayOn(`?next=${encodeURIComponent(foreign)}`), '/today')
  })
