// From the samples of a river's course to path data for its water and its banks. No DOM.
import { STRANDS } from './river.js'

export function bedPath(samples, upright = true) {
  const near = samples.map(sample => [sample.along, sample.left])
  const far = samples.map(sample => [sample.along, sample.right]).reverse()
  return closed(near, far, spot(upright))
}

export function ribbonPaths(samples, upright = true) {
  return STRANDS.map((name, i) => {
    const near = samples.map(({ along, ribbons }) => [along, ribbons[i].mid - ribbons[i].half])
    const far = samples.map(({ along, ribbons }) => [along, ribbons[i].mid + ribbons[i].half]).reverse()
    return { name, d: closed(near, far, spot(upright)) }
  })
}

export function flowLines(samples, upright = true) {
  return STRANDS.map((name, i) => ({ name, d: curve(samples.map(({ along, ribbons }) => [along, ribbons[i].mid]), spot(upright)) }))
}

export function underground(samples, upright = true) {
  return dryRuns(samples).filter(run => run.length > 2).map(run => curve(run, spot(upright))).join('')
}

// One bank is ruled: straight, even, unbending.
export function ruledBank(samples, { gap = 7, clear = 10, upright = true } = {}) {
  const put = spot(upright), last = samples.at(-1).along, lines = []
  for (let along = gap / 2; along < last - 4; along += gap) {
    const end = leftEdgeAt(samples, along) - clear
    if (end > 3) lines.push(`M${put(along, 0)}L${put(along, end)}`)
  }
  return lines.join('')
}

// The other is scattered: short strokes that agree on nothing, and always the same ones.
export function scatteredBank(samples, { breadth, scatter = 10, clear = 9, upright = true, seed = 7 }) {
  const put = spot(upright), roll = seeded(seed), strokes = []
  let next = 0
  for (const sample of samples.filter(({ right }) => breadth - right - clear >= 4)) {
    if (sample.along < next) continue
    next = sample.along + scatter
    strokes.push(...strokesBeside(sample, { breadth, scatter, clear, put, roll }))
  }
  return strokes.join('')
}

function strokesBeside({ along, right }, { breadth, scatter, clear, put, roll }) {
  const from = right + clear, space = breadth - from
  return Array.from({ length: Math.max(1, Math.round(space / 19)) }, () => {
    const across = from + roll() * space, at = along + (roll() - 0.5) * scatter * 1.6
    const turn = roll() * Math.PI * 2, long = 4 + roll() * 9
    const onward = Math.cos(turn) * long, down = Math.sin(turn) * long
    const bend = put(at + down / 2 + (roll() - 0.5) * 11, across + onward / 2 + (roll() - 0.5) * 11)
    return across + onward < from - 2 ? '' : `M${put(at, across)}Q${bend} ${put(at + down, across + onward)}`
  })
}

function dryRuns(samples) {
  const runs = [[]]
  for (const { along, centre, water } of samples) {
    if (water < 0.3) runs.at(-1).push([along, centre])
    else if (runs.at(-1).length) runs.push([])
  }
  return runs
}

function leftEdgeAt(samples, along) {
  const step = samples[1].along - samples[0].along
  const i = Math.min(samples.length - 2, Math.floor(along / step)), t = along / step - i
  return samples[i].left * (1 - t) + samples[i + 1].left * t
}

// Quadratics through midpoints: smooth without overshoot.
function curve(pairs, put, start = 'M') {
  const bends = pairs.slice(1, -1).map(([along, across], i) => {
    const [nextAlong, nextAcross] = pairs[i + 2]
    return `Q${put(along, across)} ${put((along + nextAlong) / 2, (across + nextAcross) / 2)}`
  })
  return `${start}${put(...pairs[0])}${bends.join('')}L${put(...pairs.at(-1))}`
}

const closed = (near, far, put) => `${curve(near, put)}${curve(far, put, 'L')}Z`
const spot = upright => (along, across) => upright ? `${across.toFixed(1)} ${along.toFixed(1)}` : `${along.toFixed(1)} ${across.toFixed(1)}`

export function seeded(seed) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}
