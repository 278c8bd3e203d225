import assert from 'node:assert/strict'
import test from 'node:test'
import { rowsOf } from '../../static/js/lib/rows.js'

const names = slugs => slugs.map(slug => ({ slug, title: slug.toUpperCase(), theme: 'integration' }))
const rowOf = entry => rowsOf([{ id: 'a', version: 1, day: '2020-02-03', concepts: [], tags: [], ...entry }], names)[0]

test('a page with a title is called by it and begins with its words', () => {
  const row = rowOf({ title: 'Rain', body: 'It rained.' })

  assert.equal(row.name, 'Rain')
  assert.equal(row.begins, 'It rained.')
})

test('a page without a title is called by its first line, which is not said twice', () => {
  const row = rowOf({ title: '', body: 'Rang Dad.\nLong talk.' })

  assert.equal(row.name, 'Rang Dad.')
  assert.equal(row.begins, 'Long talk.')
})

test('a page found without its body is called by its day', () => {
  assert.equal(rowOf({ title: '' }).name, 'Monday 3 February 2020')
})

test('a page that cannot be read is still listed', () => {
  const row = rowOf({ title: '', body: '', unreadable: true })

  assert.equal(row.unreadable, true)
  assert.equal(row.name, 'A page we cannot open')
})

test('a row without a place that was found has an empty one', () => {
  assert.equal(rowOf({ title: 'x', excerpt: null }).excerpt.match, '')
})
