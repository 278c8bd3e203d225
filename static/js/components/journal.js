// The journal: pages newest first, the ones that fit a filter, and the trash.
import { firstPages, morePages, pagesThatFit } from '../lib/entries.js'
import { rowsOf } from '../lib/rows.js'

const VIEWS = ['pages', 'calendar', 'trash']

export const journal = () => ({
  view: 'pages', rows: [], next: null, isLoading: true, trouble: '', idea: '', tag: '', starred: false,

  get isFiltered() { return Boolean(this.idea || this.tag.trim() || this.starred) },
  get isEmpty() { return !this.isLoading && !this.trouble && this.rows.length === 0 },
  get hasSealed() { return this.rows.some(row => row.unreadable) },
  get emptyWords() {
    if (this.view === 'trash') return 'The trash is empty.'
    return this.isFiltered ? 'No page fits that.' : 'Nothing here yet. That is a fine place to start.'
  },

  init() {
    addEventListener('hashchange', () => this.readAddress())
    this.readAddress()
  },

  readAddress() {
    const named = location.hash.slice(1)
    this.view = VIEWS.includes(named) ? named : 'pages'
    if (this.view !== 'calendar') return this.load()
  },

  load() {
    this.rows = []
    this.next = null
    return this.read(cursor => this.find(cursor))
  },

  more() { return this.read(() => this.find(this.next)) },

  flipStar() {
    this.starred = !this.starred
    return this.load()
  },

  clear() {
    Object.assign(this, { idea: '', tag: '', starred: false })
    return this.load()
  },

  find(cursor) {
    if (this.view === 'trash') return morePages({ cursor, trashed: true })
    if (!this.isFiltered) return cursor ? morePages({ cursor }) : firstPages()
    return pagesThatFit(this.wish(), cursor)
  },

  async read(find) {
    this.isLoading = true
    this.trouble = ''
    const asked = this.asked = Symbol('the newest question')
    try {
      const { items, next } = await find()
      if (asked !== this.asked) return
      this.rows = [...this.rows, ...rowsOf(items)]
      this.next = next
    } catch (error) {
      if (asked !== this.asked) return
      this.trouble = error.detail || 'We could not reach your journal. Your pages are safe.'
    }
    this.isLoading = false
  },

  wish() {
    const wish = {}
    if (this.idea) wish.concepts = [this.idea]
    if (this.tag.trim()) wish.tags = [this.tag.trim().replace(/^#/, '')]
    if (this.starred) wish.starred = true
    return wish
  },
})
