// Looking for words in what this session can open. The words travel in the body of a request, never in an address.
import { pagesThatFit } from '../../lib/entries.js'
import { rowsOf } from '../../lib/rows.js'
import { keepWayBack, walkBack, wayBack } from '../../lib/way-back.js'
import { inThemeOrIdea } from '../../lib/wish.js'

const FIELDS = ['text', 'idea', 'tag', 'from', 'to', 'starred']

export const search = () => ({
  text: '', idea: '', tag: '', from: '', to: '', starred: false,
  asked: null, rows: [], next: null, isLooking: false, hasLooked: false, trouble: '',

  get isBlank() { return Object.keys(this.wish()).length === 0 },
  get told() {
    if (this.isLooking) return 'Looking…'
    if (!this.hasLooked || this.trouble) return ''
    if (this.rows.length === 0) return 'No page fits that. A shorter word may find more.'
    return this.rows.length === 1 && !this.next ? 'One page.' : 'Newest first.'
  },

  async init() {
    addEventListener('scrollend', () => this.keepPlace())
    const left = await wayBack('search')
    if (!left) return
    for (const name of FIELDS) this[name] = left[name]
    await this.look()
    await walkBack(this, left)
  },

  keepPlace() {
    const fields = Object.fromEntries(FIELDS.map(name => [name, this[name]]))
    return keepWayBack('search', { ...fields, count: this.rows.length, top: scrollY })
  },

  look() {
    if (this.isBlank) return
    this.asked = this.wish()
    this.rows = []
    this.next = null
    return this.read()
  },

  more() { return this.read() },

  // What was asked is kept, so that more of it is still of it when the fields have changed.
  async read() {
    const { asked } = this
    this.isLooking = true
    this.trouble = ''
    try {
      const { items, next } = await pagesThatFit(asked, this.next)
      if (asked !== this.asked) return
      this.rows = [...this.rows, ...rowsOf(items)]
      this.next = next
      this.hasLooked = true
      this.keepPlace()
    } catch (error) {
      if (asked !== this.asked) return
      this.trouble = error.detail || 'We could not reach your journal. Try again in a moment.'
    }
    this.isLooking = false
  },

  wish() {
    const wish = { text: this.text.trim(), from: this.from, to: this.to, starred: this.starred }
    Object.assign(wish, inThemeOrIdea(this.idea))
    wish.tags = this.tag.trim() ? [this.tag.trim().replace(/^#/, '')] : null
    return Object.fromEntries(Object.entries(wish).filter(([, value]) => value))
  },
})
