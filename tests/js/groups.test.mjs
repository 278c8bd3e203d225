// What a group's pages say: the room's clock, what is asked, and what may be told of answers to all.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockOf, secondsLeft } from '../../static/js/lib/moment.js'
import { pulseTold, resultInWords } from '../../static/js/lib/pulse.js'
import { taskTold } from '../../static/js/lib/tasks.js'

const NOON = Date.parse('2026-11-26T12:00:00Z')
const CHOICES = ['Too slow', 'Just right', 'Too fast']
const task = changes => ({ id: 't', question: { title: 'A small warm moment', text: 'Who?', opt_out: 'Skip it.' }, opens_at: null, closes_at: null, open: true, done: false, written: null, shared: null, ...changes })
const pulse = changes => ({ id: 'q', text: 'How was it?', choices: CHOICES, published: false, result: null, may_answer: true, answer: null, least: 5, members: 6, ...changes })

test('the clock of the room is the server’s, whatever this phone’s says', () => {
  const moment = { ends_at: '2026-11-26T12:07:00Z', left: null }

  assert.equal(secondsLeft({ ...moment, ahead: 0 }, NOON), 420)
  assert.equal(secondsLeft({ ...moment, ahead: 90_000 }, NOON), 330)
  assert.equal(secondsLeft({ ...moment, ahead: 0 }, NOON + 600_000), 0)
})

test('a clock that stands keeps its seconds, and without a clock there is none', () => {
  assert.equal(secondsLeft({ ends_at: null, left: 61 }, NOON), 61)
  assert.equal(secondsLeft({ ends_at: null, left: null }, NOON), null)
  assert.deepEqual([61, 5, 600, null].map(clockOf), ['1:01', '0:05', '10:00', ''])
})

test('those who take part are told no numbers, those who lead see stones for as many as are in the group', () => {
  const [taking, leading] = [taskTold(task(), 4, NOON), taskTold(task({ written: 3, shared: 1 }), 4, NOON)]

  assert.deepEqual([taking.counts, taking.given, taking.stones], ['', '', []])
  assert.deepEqual([leading.counts, leading.given], ['3 of 4 have written', '1 shared'])
  assert.deepEqual(leading.stones.map(stone => stone.has), [true, true, true, false])
})

test('what is not asked yet is coming, what is closed is over', () => {
  const coming = taskTold(task({ open: false, opens_at: '2026-11-27T12:00:00Z' }), 4, NOON)
  const over = taskTold(task({ open: false, closes_at: '2026-11-25T12:00:00Z' }), 4, NOON)

  assert.deepEqual([coming.isComing, coming.isOver, over.isComing, over.isOver], [true, false, false, true])
  assert.match(coming.until, /^from /)
  assert.match(over.until, /^until /)
})

test('before it is published a question says no number but how many can answer', () => {
  const told = pulseTold(pulse({ answer: 1 }))

  assert.equal(told.told, '')
  assert.deepEqual(told.options.map(choice => choice.isMine), [false, true, false])
  assert.match(told.hint, /never with fewer than 5 answers\. 6 can answer/)
  assert.deepEqual(told.stones, [])
})

test('a result is told in words: the middle, or bands from one end to the other', () => {
  assert.equal(resultInWords({ middle: 1, bands: [] }, CHOICES), 'The middle lies at “Just right”.')
  assert.equal(resultInWords({ middle: 0.5, bands: [] }, CHOICES), 'The middle lies between “Too slow” and “Just right”.')
  assert.equal(
    resultInWords({ middle: null, bands: [{ first: 0, last: 1, percent: 70 }, { first: 2, last: 2, percent: 30 }] }, CHOICES),
    'About 70 in a hundred at “Too slow” to “Just right”; about 30 in a hundred at “Too fast”.',
  )
})

test('too few answers are told as nothing', () => {
  const told = pulseTold(pulse({ published: true, may_answer: false }))

  assert.deepEqual([told.isSilent, told.told, told.hint], [true, '', ''])
})
