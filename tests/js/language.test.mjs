import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languageCookie, readLanguage } from '../../static/js/lib/language.js'

test('a device that chose nothing has no language', () => {
  assert.equal(readLanguage(''), '')
  assert.equal(readLanguage('other=de'), '')
})

test('the language is read from among other cookies', () => {
  assert.equal(readLanguage('other=1; language=de; more=2'), 'de')
})

test('a choice is kept for a year and taken back at once', () => {
  assert.match(languageCookie('de'), /^language=de; .*max-age=31536000$/)
  assert.match(languageCookie(''), /max-age=0$/)
})
