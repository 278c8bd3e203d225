// The journal: pages newest first, the ones that fit a filter, and the trash.
import { firstPages, morePages, pagesThatFit } from '../../lib/entries.js'
import { rowsOf } from '../../lib/rows.js'
import { findPrompt } from '../../lib/prompts.js'
import { keepWayBack, walkBack, wayBack } from '../../lib/way-back.js'
import { inThemeOrIdea } from '../../lib/wish.js'

const VIEWS = ['pages', 'calendar', 'trash'], FIELDS = ['idea', 'tag', 'starred'], A_PROMPT = /^prompt=([\w-]+)$/

export const journal = () => ({
  view: 'pages', rows: [], next: null, isLoading: true, trouble: '', idea: '', tag: '', starred: false, prompt: '', promptTitle: '',

  get isFiltered() { return Boolean(this.idea || this.tag.trim() || this.starred || this.prompt) },
  get isEmpty() { return !this.isLoading && !this.trouble && this.rows.length === 0 },
  get hasSealed() { return this.rows.some(row => row.unreadable) },
  get emptyWords() {
    if (this.view === 'trash') return 'The trash is empty.'
    return this.isFiltered ? 'No page fits that.' : 'Nothing here yet. That is a fine place to start.'
  },

  async init() {
    addEventListener('hashchange', () => this.readAddress())
    addEventListener('scrollend', () => this.keepPlace())
    const left = await wayBack('journal')
    for (const name of left ? FIELDS : []) this[name] = left[name]
    await this.readAddress()
    if (left) await walkBack(this, left)
  },

  keepPlace() {
    const { idea, tag, starred, rows } = this
    return keepWayBack('journal', { idea, tag, starred, count: rows.length, top: scrollY })
  },

  readAddress() {
    const named = location.hash.slice(1)
    this.view = VIEWS.includes(named) ? named : 'pages'
    this.prompt = named.match(A_PROMPT)?.[1] ?? ''
    if (this.prompt) findPrompt(this.prompt).then(prompt => { this.promptTitle = prompt.title }, () => {})
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
    Object.assign(this, { idea: '', tag: '', starred: false, prompt: '' })
    if (location.hash) history.replaceState(null, '', location.pathname)
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
      this.keepPlace()
    } catch (error) {
      if (asked !== this.asked) return
      this.trouble = error.detail || 'We could not reach your journal. Your pages are safe.'
    }
    this.isLoading = false
  },

  wish() {
    const wish = inThemeOrIdea(this.idea)
    if (this.prompt) wish.prompt = this.prompt
    if (this.tag.trim()) wish.tags = [this.tag.trim().replace(/^#/, '')]
    if (this.starred) wish.starred = true
    return wish
  },
})
