// Path data in, SVG nodes out. Colours come from classes, so day and night need no redraw.
import { course } from '../lib/river.js'
import { bedPath, flowLines, ribbonPaths, ruledBank, scatteredBank, underground } from '../lib/river-paths.js'
import { node } from './svg.js'

export function drawRiver(svg, points, { length, breadth, upright = true, banks = false, ...shape }) {
  svg.setAttribute('viewBox', upright ? `0 0 ${breadth} ${length}` : `0 0 ${length} ${breadth}`)
  const samples = course(points, { length, breadth, ...shape })
  const shores = banks ? [path('ruled', ruledBank(samples, { upright, ...shape })), path('scattered', scatteredBank(samples, { breadth, upright, ...shape }))] : []
  svg.replaceChildren(...(shape.asleep ? [] : waterOf(samples, upright)), ...shores, path('under', underground(samples, upright)))
  return samples
}

function waterOf(samples, upright) {
  return [
    path('bed', bedPath(samples, upright)),
    ...ribbonPaths(samples, upright).map(({ name, d }) => path(`strand river__strand--${name}`, d)),
    ...flowLines(samples, upright).map(({ name, d }) => path(`flow river__flow--${name}`, d)),
  ]
}

const path = (kind, d) => node('path', { class: `river__${kind}`, d })
