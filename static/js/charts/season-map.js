// The river of some weeks, with a stone for each mark and the months along the still bank.
import { shortDate } from '../lib/dates.js'
import { drawRiver } from './river-chart.js'
import { node } from './svg.js'

const BANK_GAP = 20

export function drawSeason(svg, { points, milestones, isFlipped, ...shape }) {
  const asleep = points.every(point => point.lean === null)
  const samples = drawRiver(svg, points, { ...shape, asleep, upright: true, banks: true })
  const sampleAt = at => samples[Math.min(samples.length - 1, Math.round(at * shape.length / (samples[1].along - samples[0].along)))]
  const across = x => isFlipped ? shape.breadth - x : x
  const stones = points.map(point => stone(point, sampleAt(point.at), { across, ...shape }))
  const dates = milestones.map(({ at, day }) => dateAt(at * shape.length, day, { across, isFlipped, ...shape }))
  svg.append(...dates, ...stones)
}

function stone(point, sample, { across, breadth, length }) {
  const beside = Math.min(breadth - 12, sample.right + BANK_GAP), isBeside = point.lean === null
  const x = across(isBeside ? beside : sample.centre), y = point.at * length
  return node('ellipse', { cx: x.toFixed(1), cy: y.toFixed(1), rx: point.isNow ? 9 : 7, ry: point.isNow ? 8 : 6, class: `river-page__stone${isBeside ? ' river-page__stone--ashore' : ''}${point.isNow ? ' river-page__stone--now' : ''}` })
}

function dateAt(y, day, { across, isFlipped }) {
  return node('text', { x: across(8).toFixed(1), y: (y + 4).toFixed(1), class: 'river-page__date', 'text-anchor': isFlipped ? 'end' : 'start' }, shortDate(day))
}
