// The river as decoration: across the top of a page, beside the menu, along the steps. It stands for nobody's days.
import { drawRiver } from '../charts/river-chart.js'
import { wandering } from '../lib/river.js'

const BREADTH = 96

export const riverBand = () => ({
  init() {
    this.watcher = new ResizeObserver(() => this.draw())
    this.watcher.observe(this.$root)
    this.$watch('isNew', () => this.draw(true))
  },
  destroy() { this.watcher.disconnect() },

  draw(again = false) {
    const length = this.$root.clientWidth
    if (!length || (length === this.length && !again)) return
    this.length = length
    const shape = { length, breadth: BREADTH, upright: false, bank: 30, turn: 300, reach: 0.075, banks: !this.isNew, asleep: this.isNew }
    drawRiver(this.$root, wandering(Math.max(8, Math.round(length / 50)), 1.1), shape)
  },
})

export const riverRail = () => ({
  init() {
    if (!matchMedia('(min-width: 62rem)').matches) return
    drawRiver(this.$root, wandering(24), { length: 1000, breadth: 56, bank: 8, turn: 210, reach: 0.03, girth: 1.5 })
  },
})

// Drawn when there are steps to see it beside.
export const riverSteps = () => ({
  init() {
    this.watcher = new ResizeObserver(() => this.draw())
    this.watcher.observe(this.$root)
  },
  destroy() { this.watcher.disconnect() },

  draw() {
    if (!this.$root.clientWidth) return
    this.watcher.disconnect()
    drawRiver(this.$root, wandering(24), { length: 900, breadth: 36, bank: 7, turn: 190, reach: 0.05, girth: 1.5, step: 8 })
  },
})
