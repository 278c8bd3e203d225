import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NO_MARK, flipped, heldMark, isBlank, markInWords, markOf, wordsChosen } from '../../static/js/lib/marks.js'

const FULL = { river: 'both', feelings: ['calm'], where: ['hands'], like: ['warm'], place: 'nearby', to: ['animal'], note: ' The kettle. ' }
const LABELS = { both: 'Both banks at once', nearby: 'nearby' }

test('what was marked goes out as the API takes it, and comes back as the page holds it', () => {
  const sent = markOf(FULL)

  assert.deepEqual(sent, { river: 'both', feelings: ['calm'], body: { where: ['hands'], like: ['warm'] }, connection: { place: 'nearby', to: ['animal'] }, note: 'The kettle.' })
  assert.deepEqual(heldMark(sent), { ...FULL, note: 'The kettle.' })
})

test('what was not marked is left out', () => {
  const sent = markOf(NO_MARK)

  assert.deepEqual(sent, { river: null, feelings: [], body: null, connection: null, note: '' })
  assert.ok(isBlank(sent))
  assert.ok(!isBlank(markOf({ ...NO_MARK, note: 'x' })))
})

test('a mark is told in one line of words', () => {
  assert.equal(markInWords(markOf(FULL), LABELS), 'both banks at once · calm · hands, warm · nearby, animal')
  assert.equal(markInWords(markOf({ ...NO_MARK, feelings: ['torn', 'calm'] }), LABELS), 'torn, calm')
})

test('a word is taken up or let go, and a fourth is not taken up', () => {
  assert.deepEqual(flipped(['calm'], 'torn', 3), ['calm', 'torn'])
  assert.deepEqual(flipped(['calm', 'torn'], 'calm', 3), ['torn'])
  assert.deepEqual(flipped(['a', 'b', 'c'], 'd', 3), ['a', 'b', 'c'])
})

test('words chosen stand once each, told apart when they came again, and never counted', () => {
  const marks = [{ feelings: ['calm'] }, { feelings: ['Sehnsucht', 'calm'] }, { feelings: ['calm'] }]

  const found = wordsChosen(marks, { settled: ['calm'], low: ['sad'] })

  assert.deepEqual(found, [{ word: 'calm', isAgain: true, region: 'settled' }, { word: 'Sehnsucht', isAgain: false, region: 'own' }])
})
