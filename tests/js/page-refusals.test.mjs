import assert from 'node:assert/strict'
import test from 'node:test'
import { whyRefused } from '../../static/js/lib/page-refusals.js'

const CODED = 'Some fields need mending; see errors.'

test('whoever wrote too much is told so, not that a field needs mending', () => {
  const told = whyRefused({ status: 422, detail: CODED, errors: { body: ['This may have at most 100000 characters.'] } })

  assert.equal(told, 'This may have at most 100000 characters.')
})

test('too many tags and too many ideas are named', () => {
  assert.match(whyRefused({ status: 422, detail: CODED, errors: { tags: ['Longer than maximum length 20.'] } }), /20 tags/)
  assert.match(whyRefused({ status: 422, detail: CODED, errors: { concepts: ['Longer than maximum length 12.'] } }), /12 ideas/)
})

test('a page that was forgotten elsewhere can still be copied', () => {
  assert.match(whyRefused({ status: 404, detail: 'There is nothing here, or it is not yours to see.' }), /Copy/)
})

test('anything else is told as the server tells it', () => {
  assert.equal(whyRefused({ status: 409, detail: 'Take the page out of the trash first.' }), 'Take the page out of the trash first.')
})
