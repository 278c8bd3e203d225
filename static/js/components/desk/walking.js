// A list of the desk, a page at a time.
import { together } from '../../lib/together.js'
import { asking } from './asking.js'

export const walking = (list, told) => together(asking(), {
  items: [], next: null, isKnown: false,

  async init() { await this.readFirst() },

  readFirst() {
    return this.attempt(async () => {
      this.items = []
      this.show(await list())
    })
  },

  more() { return this.attempt(async () => this.show(await list(this.next))) },

  show({ items, next }) {
    this.items = [...this.items, ...items.map(told)]
    this.next = next
    this.isKnown = true
  },

  put(changed) { this.items = this.items.map(one => (one.id === changed.id ? told(changed) : one)) },
  drop(gone) { this.items = this.items.filter(one => one.id !== gone.id) },
})
