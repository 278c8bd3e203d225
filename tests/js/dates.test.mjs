import assert from 'node:assert/strict'
import test from 'node:test'
import { dayInWords, monthBeside, monthName, monthRows, wholeDate, within, yearsAgoInWords } from '../../static/js/lib/dates.js'

const FROM = '2026-11-23'

test('near days have names and far ones a date', () => {
  assert.equal(dayInWords('2026-11-23', FROM), 'Today')
  assert.equal(dayInWords('2026-11-22', FROM), 'Yesterday')
  assert.equal(dayInWords('2026-11-19', FROM), 'Thursday')
  assert.equal(dayInWords('2026-11-16', FROM), 'Mon 16 Nov')
})

test('within a sentence only the near days are written small', () => {
  assert.deepEqual(['Today, 10:25', 'Yesterday', 'Thursday', 'Mon 16 Nov'].map(within), ['today, 10:25', 'yesterday', 'Thursday', 'Mon 16 Nov'])
})

test('the year is said only when it is another one', () => {
  assert.equal(dayInWords('2025-11-16', FROM), 'Sun 16 Nov 2025')
})

test('a day ahead, from a person in an earlier zone, is a date', () => {
  assert.equal(dayInWords('2026-11-24', FROM), 'Tue 24 Nov')
})

test('a whole date is told without a comma', () => {
  assert.equal(wholeDate('2026-11-23'), 'Monday 23 November 2026')
})

test('a month starts on its weekday, Monday first', () => {
  const rows = monthRows(2026, 11)

  assert.equal(rows[0].indexOf('2026-11-01'), 6)
  assert.equal(rows.flat().filter(Boolean).length, 30)
  assert.ok(rows.every(row => row.length === 7))
})

test('February of a leap year has 29 days', () => {
  assert.equal(monthRows(2028, 2).flat().filter(Boolean).length, 29)
})

test('the month beside December is January of the next year', () => {
  assert.deepEqual(monthBeside(2026, 12, 1), { year: 2027, month: 1 })
  assert.deepEqual(monthBeside(2026, 1, -1), { year: 2025, month: 12 })
  assert.equal(monthName(2026, 1), 'January 2026')
})

test('years ago are told in words', () => {
  assert.equal(yearsAgoInWords('2025-11-23', FROM), 'A year ago today')
  assert.equal(yearsAgoInWords('2023-11-23', FROM), '3 years ago today')
})
