// A stretch of marks as points along a river, from the first day at the top to the last at the bottom. No DOM.
import { daysAgo } from './dates.js'

// Where each place lies between the banks. Only for drawing: nothing reckons with it.
const LEANS = { 'still-bank': -1, 'near-still': -0.5, midstream: 0, 'near-wild': 0.5, 'wild-bank': 1 }
const DAYS_JOINED = 10

export function seasonPoints(days, from, to) {
  const length = lengthOf(from, to)
  return days.flatMap(({ day, marks }) => marks.filter(mark => mark.river).map((mark, i) => ({
    at: (daysAgo(from, day) + (marks.length - i) / (marks.length + 1)) / length,
    lean: LEANS[mark.river] ?? null,
    isNow: day === to,
  }))).sort((one, other) => one.at - other.at)
}

// In days, with one more at the end, so that today’s stone does not lie on the edge.
const lengthOf = (from, to) => daysAgo(from, to) + 2

// Marks further apart than this are not joined: the river goes underground between them.
export const dryAfter = (from, to) => DAYS_JOINED / 2 / lengthOf(from, to)

// The first of each month, or every other Monday of a shorter stretch, as places along the course.
export function milestones(from, to) {
  const length = lengthOf(from, to), found = []
  for (let passed = 0; passed < length - 1; passed += 1) {
    const day = new Date(Date.parse(`${from}T12:00:00Z`) + passed * 86_400_000)
    const isFirst = day.getUTCDate() === 1, isFifteenth = day.getUTCDate() === 15 && length < 100
    if (isFirst || isFifteenth) found.push({ at: (passed + 0.5) / length, day: day.toISOString().slice(0, 10) })
  }
  return found
}
