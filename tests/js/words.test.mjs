import assert from 'node:assert/strict'
import test from 'node:test'
import { afterFirstLine, countWords, firstLine, nameOf, opening, wordsTold } from '../../static/js/lib/words.js'

test('words are counted between spaces', () => {
  assert.equal(countWords(' one  two\nthree '), 3)
  assert.equal(countWords('   '), 0)
  assert.equal(wordsTold(1), '1 word')
})

test('a page is called by its title, or else its first line', () => {
  assert.equal(nameOf({ title: 'Rain', body: 'x' }), 'Rain')
  assert.equal(nameOf({ title: '', body: 'Rang Dad.\nLong talk.' }), 'Rang Dad.')
  assert.equal(nameOf({ unreadable: true, title: '', body: '' }), 'A page we cannot open')
})

test('long lines end between words', () => {
  assert.equal(firstLine('one two three four', 10), 'one two…')
  assert.equal(opening('one\n\ntwo', 50), 'one two')
})

test('the name and what follows it make up the whole line', () => {
  assert.equal(afterFirstLine('Rang Dad.\nLong talk.'), '\nLong talk.')
  assert.equal(firstLine('one two three four', 10) + afterFirstLine('one two three four', 10), 'one two…… three four')
})
