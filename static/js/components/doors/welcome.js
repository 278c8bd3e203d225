// The river at the door: the whole page's picture, drawn along its longer side. It stands for nobody's days.
import { drawRiver } from '../../charts/river-chart.js'
import { wandering } from '../../lib/river.js'

const LYING = { upright: false, bank: 58, turn: 330, reach: 0.06, girth: 1.15, banks: true }
const STANDING = { upright: true, bank: 120, turn: 420, reach: 0.06, girth: 1.1, banks: true }

export const riverDoor = () => ({
  init() {
    this.watcher = new ResizeObserver(() => this.draw())
    this.watcher.observe(this.$root)
  },
  destroy() { this.watcher.disconnect() },

  draw() {
    const { clientWidth: width, clientHeight: height } = this.$root
    if (!width || !height || `${width}×${height}` === this.drawn) return
    this.drawn = `${width}×${height}`
    const shape = height > width ? { ...STANDING, length: height, breadth: width } : { ...LYING, length: width, breadth: height }
    drawRiver(this.$root, wandering(Math.max(9, Math.round(shape.length / 70)), 0.95), shape)
  },
})

// A river that has gone underground: for pages where there is nothing.
export const riverUnder = () => ({
  init() { drawRiver(this.$root, wandering(9), { upright: false, asleep: true, length: this.$root.clientWidth || 360, breadth: 72, bank: 20 }) },
})
