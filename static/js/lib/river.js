// How a braided river runs: numbers in, samples along the course out. No DOM, no Alpine.

export const STRANDS = ['integration', 'regulation', 'relationships']
const LANES = [-1, 0, 1], PACE = [1, 1.37, 0.82], START = [0.3, 2.4, 4.6]
const SHAPE = { bank: 44, reach: 0.04, turn: 190, step: 6, girth: 1, drifting: 1, dry: 1, asleep: false }

// points: { at (0..1 along the course), lean (-1..1 from bank to bank, or null), wrote (0..1), strands: { integration, … } }
export function course(points, shape) {
  const full = { ...SHAPE, ...shape }
  const bedAt = runningThrough(points.filter(point => point.lean != null), full)
  const samples = placesAlong(full).map(along => sampleOf(along, { points, bedAt, shape: full }))
  straighten(samples)
  banksOf(samples)
  return samples
}

function placesAlong({ length, step }) {
  return Array.from({ length: Math.floor(length / step) + 2 }, (_, i) => i * step)
}

// The course runs through the points and only joins them; far from any it goes underground, because nothing is known there.
function runningThrough(marks, { dry, asleep }) {
  return at => {
    const [before, after] = neighbours(marks, at)
    if (!before) return { lean: 0, water: asleep ? 0 : 1 }
    if (asleep) return { lean: 0.5 * Math.sin(at * 9), water: 0 }
    const between = before === after ? 0 : easing((at - before.at) / (after.at - before.at))
    const near = Math.min(Math.abs(at - before.at), Math.abs(after.at - at))
    return { lean: before.lean + (after.lean - before.lean) * between, water: 1 - easing((near - dry) / (dry * 0.5)) }
  }
}

function neighbours(marks, at) {
  const next = marks.findIndex(mark => mark.at >= at)
  const after = marks[next] ?? marks.at(-1)
  if (next === 0) return [after, after]
  return [next < 0 ? after : marks[next - 1], after]
}

function sampleOf(along, { points, bedAt, shape }) {
  const at = along / shape.length, middle = shape.breadth / 2
  const { lean, water } = bedAt(at)
  const wrote = blend(points, at, { reach: shape.reach, read: point => point.wrote ?? 0.4, rest: 0.2 })
  const half = shape.breadth * (0.09 + 0.085 * wrote) * shape.girth * water
  const centre = middle + lean * (middle - shape.bank - shape.breadth * 0.04)
  const swing = (along / shape.turn) * 2 * Math.PI
  return { along, centre, water, ribbons: ribbonsOf({ centre, half, swing, drifting: shape.drifting, shares: sharesAt(points, at, shape.reach) }) }
}

// Strands keep to their lanes, drift, meet and part: a braided river rather than a rope.
function ribbonsOf({ centre, half, swing, drifting, shares }) {
  const parting = 1 - drifting * (0.35 - 0.35 * Math.sin(swing * 0.43 + 0.8))
  return shares.map((share, i) => {
    const drift = Math.sin(swing * PACE[i] + START[i]) * 0.42 * drifting
    return { mid: centre + half * (LANES[i] * 0.74 * parting + drift), half: half * (0.07 + 0.62 * share) }
  })
}

function sharesAt(points, at, reach) {
  const shares = STRANDS.map(name => blend(points, at, { reach: reach * 1.6, read: point => point.strands?.[name] ?? 1 / 3, rest: 1 / 3 }))
  const whole = shares.reduce((sum, share) => sum + share) || 1
  return shares.map(share => share / whole)
}

function blend(points, at, { reach, read, rest }) {
  let sum = 0.18 * rest, weight = 0.18
  for (const point of points) {
    const near = Math.exp(-((point.at - at) ** 2) / (2 * reach * reach))
    sum += near * read(point)
    weight += near
  }
  return sum / weight
}

function straighten(samples) {
  const centres = softened(samples, sample => sample.centre, 3)
  samples.forEach((sample, i) => {
    const shift = centres[i] - sample.centre
    sample.centre += shift
    sample.ribbons.forEach(ribbon => { ribbon.mid += shift })
  })
}

function banksOf(samples) {
  const lowest = sample => Math.min(...sample.ribbons.map(ribbon => ribbon.mid - ribbon.half))
  const highest = sample => Math.max(...sample.ribbons.map(ribbon => ribbon.mid + ribbon.half))
  const low = softened(samples, lowest, 5), high = softened(samples, highest, 5)
  samples.forEach((sample, i) => {
    const lip = 7 * sample.water
    sample.left = Math.min(low[i], lowest(sample)) - lip
    sample.right = Math.max(high[i], highest(sample)) + lip
  })
}

function softened(samples, read, width) {
  return samples.map((_, i) => {
    const near = samples.slice(Math.max(0, i - width), i + width + 1)
    return near.reduce((sum, sample) => sum + read(sample), 0) / near.length
  })
}

const easing = t => (1 - Math.cos(Math.PI * Math.min(1, Math.max(0, t)))) / 2

// Water that stands for nobody's days: the edge of a page, the stream beside the steps.
export const wandering = (count, calm = 1) => Array.from({ length: count }, (_, i) => ({
  at: i / (count - 1),
  lean: calm * (Math.sin(i * 0.9) * 0.35 + Math.sin(i * 0.37) * 0.3),
  wrote: 0.5 + 0.3 * Math.sin(i * 0.6),
  strands: { integration: 0.4 + 0.2 * Math.sin(i), regulation: 0.35, relationships: 0.3 + 0.2 * Math.cos(i) },
}))
