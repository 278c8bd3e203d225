import assert from 'node:assert/strict'
import { test } from 'node:test'
import { promptFor } from '../../static/js/lib/shelf.js'

const prompt = (id, more = {}) => ({ id, depth: 'gentle', topics: [], for: ['solo'], ...more })
const GENTLE = ['a', 'b', 'c', 'd', 'e'].map(id => prompt(id))

test('the same prompt all day, another one the next', () => {
  assert.equal(promptFor(GENTLE, '2026-11-24'), promptFor(GENTLE, '2026-11-24'))
  assert.notEqual(promptFor(GENTLE, '2026-11-24').id, promptFor(GENTLE, '2026-11-25').id)
})

test('every other one is reached before the first comes again', () => {
  const ids = GENTLE.map((_, skip) => promptFor(GENTLE, '2026-11-24', skip).id)
  assert.equal(new Set(ids).size, GENTLE.length)
})

test('nothing deep, nothing that could touch a topic left out, nothing that takes two', () => {
  const others = [prompt('x', { depth: 'deep' }), prompt('y', { depth: 'moderate' }), prompt('z', { topics: ['loss'] }), prompt('w', { for: ['pair'] })]
  for (let skip = 0; skip < 8; skip += 1) assert.equal(promptFor([...others, prompt('a')], '2026-11-24', skip).id, 'a')
  assert.equal(promptFor(others, '2026-11-24'), null)
})
