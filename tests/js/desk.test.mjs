import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countsTold, groupTold, personTold } from '../../static/js/lib/desk.js'

const COUNTS = { people: 12, suspended: 1, entries: 340, sealed_bytes: 2_202_009, groups: 3, closed: 1 }
const PERSON = { id: 'a', username: 'robin', created_on: '2026-11-28', suspended_on: null, entry_count: 1, sealed_bytes: 4_100 }

test('how much there is stands in one line', () => {
  assert.equal(countsTold(COUNTS), '12 people, 1 of them paused. 340 pages, 2,202 kB sealed. 3 groups, 1 of them closed.')
  assert.equal(countsTold({ people: 1, suspended: 0, entries: 0, sealed_bytes: 0, groups: 1, closed: 0 }), '1 person. 0 pages, 0 kB sealed. 1 group.')
})

test('of a person only what the desk may see is told', () => {
  const told = personTold(PERSON)

  assert.equal(told.told, 'since 28 Nov 2026 · 1 page · 4 kB sealed')
  assert.equal(told.paused, '')
  assert.equal(personTold({ ...PERSON, suspended_on: '2026-12-01' }).paused, 'paused since 1 Dec 2026')
})

test('of a group how many are in it and whether it is closed', () => {
  assert.equal(groupTold({ id: 'a', members: 1, closed_on: null }).told, '1 member · open')
  assert.equal(groupTold({ id: 'a', members: 4, closed_on: '2026-12-01' }).told, '4 members · closed on 1 Dec 2026')
})
