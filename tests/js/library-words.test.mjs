import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rowsWith } from '../../static/js/lib/library-words.js'

const row = (title, text) => ({ title, text, words: `${title} ${text}`.toLowerCase() })
const ROWS = [row('A slow cup', 'What was in the river?'), row('River walk', 'Where did it cafe?'), row('Else', 'None')]
const titles = text => rowsWith(ROWS, text).map(found => found.title)

test('a title that holds a word comes first', () => {
  assert.deepEqual(titles('river'), ['River walk', 'A slow cup'])
})

test('every word has to stand there, in any case and with or without accents', () => {
  assert.deepEqual(titles('RIVER cup'), ['A slow cup'])
  assert.deepEqual(titles('café'), ['River walk'])
  assert.deepEqual(titles('river none'), [])
})

test('no words find nothing', () => {
  assert.deepEqual(titles('  '), [])
})
