import assert from 'node:assert/strict'
import test from 'node:test'
import { compare } from '../../static/js/lib/compare.js'

const told = parts => parts.map(({ kind, text }) => ({ same: text, gone: `[-${text}-]`, new: `{+${text}+}` })[kind]).join('')

test('two equal texts have one part and nothing changed', () => {
  assert.deepEqual(compare('a b c', 'a b c'), [{ kind: 'same', text: 'a b c' }])
})

test('a changed word is told as gone and new', () => {
  assert.equal(told(compare('the cat sat', 'the dog sat')), 'the [-cat-]{+dog+} sat')
})

test('words added at the end are new', () => {
  assert.equal(told(compare('One.', 'One. Two.')), 'One.{+ Two.+}')
})

test('words taken from the middle are gone and the rest stays whole', () => {
  assert.equal(told(compare('a b c d', 'a d')), 'a [-b c -]d')
})

test('an empty text compares with anything', () => {
  assert.deepEqual(compare('', ''), [])
  assert.equal(told(compare('', 'new')), '{+new+}')
  assert.equal(told(compare('old', '')), '[-old-]')
})

test('the parts always add up to both texts', () => {
  const before = 'It rained all day.\n\nI rang Dad and we talked.', after = 'It rained.\nI rang Mum, and Dad, and we talked a bit.'

  const parts = compare(before, after)

  assert.equal(parts.filter(part => part.kind !== 'new').map(part => part.text).join(''), before)
  assert.equal(parts.filter(part => part.kind !== 'gone').map(part => part.text).join(''), after)
})

test('two long texts with nothing in common are told quickly', () => {
  const before = Array.from({ length: 9000 }, (_, i) => `a${i}`).join(' '), after = Array.from({ length: 9000 }, (_, i) => `b${i}`).join(' ')

  const parts = compare(before, after)

  assert.deepEqual(parts.map(part => part.kind), ['gone', 'new'])
})
