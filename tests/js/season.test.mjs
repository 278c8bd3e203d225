import assert from 'node:assert/strict'
import { test } from 'node:test'
import { course } from '../../static/js/lib/river.js'
import { dryAfter, milestones, seasonPoints } from '../../static/js/lib/season.js'

const FROM = '2026-09-01', TO = '2026-11-23'
const on = (day, ...rivers) => ({ day, marks: rivers.map(river => ({ river })) })

test('the first day lies at the top and the last at the bottom, on the river', () => {
  const points = seasonPoints([on(TO, 'midstream'), on(FROM, 'still-bank')], FROM, TO)

  assert.ok(points[0].at < 0.02 && points[1].at > 0.97 && points[1].at < 1)
  assert.deepEqual(points.map(point => [point.lean, point.isNow]), [[-1, false], [0, true]])
})

test('the newest mark of a day lies lowest', () => {
  const points = seasonPoints([on('2026-10-01', 'wild-bank', 'still-bank')], FROM, TO)

  assert.deepEqual(points.map(point => point.lean), [-1, 1])
})

test('a way out of the river has no place between the banks, and words alone have no stone', () => {
  assert.deepEqual(seasonPoints([on('2026-10-01', 'ashore')], FROM, TO).map(point => point.lean), [null])
  assert.deepEqual(seasonPoints([on('2026-10-01', null)], FROM, TO), [])
})

test('marks of neighbouring days are joined, and the river is underground between those of far ones', () => {
  const days = [on('2026-11-20', 'midstream'), on('2026-09-12', 'midstream'), on('2026-09-10', 'midstream')]
  const points = seasonPoints(days, FROM, TO), length = 900

  const samples = course(points, { length, breadth: 300, dry: dryAfter(FROM, TO) })

  const waterAt = at => samples[Math.round(at * length / 6)].water
  assert.equal(waterAt((points[0].at + points[1].at) / 2), 1)
  assert.equal(waterAt((points[1].at + points[2].at) / 2), 0)
})

test('months are named along the bank, and half months where there is room', () => {
  assert.deepEqual(milestones(FROM, TO).map(one => one.day), ['2026-09-01', '2026-09-15', '2026-10-01', '2026-10-15', '2026-11-01', '2026-11-15'])
  assert.ok(milestones('2025-11-24', TO).every(one => one.day.endsWith('-01')))
})

test('a river that nobody marked lies dry in the middle', () => {
  const samples = course([], { length: 400, breadth: 300, asleep: true })

  assert.ok(samples.every(sample => sample.water === 0 && sample.centre === 150))
})
