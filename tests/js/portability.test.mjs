import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countTold, reportLines, sizeTold } from '../../static/js/lib/portability.js'

const report = { rehearsal: true, entries: { new: 3, here: 1 }, check_ins: { new: 0, here: 0 }, first_day: '2026-11-01', last_day: '2026-11-03', left_out: [], account: [] }

test('a report says what would come and what is here, and nothing of what is zero', () => {
  const lines = reportLines(report)

  assert.equal(lines.length, 2)
  assert.match(lines[0], /^3 pages would come, from .*1.* to .*3/)
  assert.equal(lines[1], '1 page is here already')
})

test('what came is told in the past, with what stays behind', () => {
  const lines = reportLines({ ...report, rehearsal: false, account: ['settings'], left_out: [{ what: 'pictures', count: 2 }] })

  assert.match(lines[0], /^3 pages came/)
  assert.equal(lines.at(-1), 'left behind: pictures (2)')
  assert.match(lines[2], /^your choices came/)
})

test('an empty file has no days', () => {
  assert.deepEqual(reportLines({ ...report, entries: { new: 0, here: 0 }, first_day: null, last_day: null }), ['0 pages would come'])
})

test('where no page would come, no days are named for it', () => {
  assert.deepEqual(reportLines({ ...report, entries: { new: 0, here: 1 } }), ['0 pages would come', '1 page is here already'])
})

test('sizes and counts are told in words', () => {
  assert.deepEqual([sizeTold(1), sizeTold(1024 * 1024), countTold(1, 'page'), countTold(2, 'page')], ['1 KB', '1.0 MB', '1 page', '2 pages'])
})
