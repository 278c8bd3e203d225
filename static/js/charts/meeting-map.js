// Ideas in a ring, a line between those that met on a page. The list beside it says the same.
import { node } from './svg.js'

const CENTRE = [170, 150], RADII = [92, 112], MOST = 12, LONGEST_NAME = 22

export function drawMeetings(svg, meetings) {
  const ideas = [...new Map(meetings.flatMap(({ ideas }) => ideas).map(idea => [idea.slug, idea])).values()].slice(0, MOST)
  const places = new Map(ideas.map((idea, i) => [idea.slug, placeOf(i, ideas.length)]))
  const lines = meetings.filter(({ ideas }) => ideas.every(idea => places.has(idea.slug))).map(({ ideas: [one, other] }) => line(places.get(one.slug), places.get(other.slug)))
  svg.replaceChildren(...lines, ...ideas.flatMap(idea => [dot(idea, places.get(idea.slug)), name(idea, places.get(idea.slug))]))
}

function placeOf(i, count) {
  const turn = (i / count) * 2 * Math.PI - Math.PI / 2
  return [CENTRE[0] + RADII[0] * Math.cos(turn), CENTRE[1] + RADII[1] * Math.sin(turn)]
}

function line([x, y], [toX, toY]) {
  return node('path', { d: `M${x.toFixed(1)} ${y.toFixed(1)}Q${CENTRE[0]} ${CENTRE[1]} ${toX.toFixed(1)} ${toY.toFixed(1)}`, class: 'river-page__thread' })
}

const dot = (idea, [x, y]) => node('ellipse', { cx: x.toFixed(1), cy: y.toFixed(1), rx: 6.5, ry: 6, class: `river-page__idea river-page__idea--${idea.theme}` })

function name(idea, [x, y]) {
  const told = idea.title.length > LONGEST_NAME ? `${idea.title.slice(0, LONGEST_NAME - 1).trimEnd()}…` : idea.title
  const under = y < CENTRE[1] - RADII[1] / 2 ? y - 12 : y + 20
  return node('text', { x: x.toFixed(1), y: under.toFixed(1), 'text-anchor': 'middle', class: 'river-page__name' }, told)
}
