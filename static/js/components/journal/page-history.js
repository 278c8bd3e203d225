// Earlier versions of a page: when they were kept, what changed since, and the way back to one.
import { compare } from '../../lib/compare.js'
import { momentInWords } from '../../lib/dates.js'
import { findRevisions, reviveRevision } from '../../lib/entries.js'
import { onceShown } from '../../lib/shown.js'

export const pageHistory = () => ({
  revisions: [], next: null, chosen: null, isOpen: false, trouble: '',

  get isEmpty() { return this.isOpen && !this.trouble && this.revisions.length === 0 },
  get chosenWhen() { return this.chosen ? this.chosen.when : '' },
  get titleThen() { return this.chosen && this.chosen.title !== this.entry.title ? this.chosen.title || 'none' : '' },
  get changes() { return this.chosen ? compare(this.chosen.body, this.entry.body) : [] },

  opened() {
    this.isOpen = this.$root.open
    if (this.isOpen) return this.read()
  },

  read() {
    this.revisions = []
    this.chosen = null
    return this.more(null)
  },

  async more(cursor = this.next) {
    try {
      const { items, next } = await findRevisions(this.entry.id, cursor)
      const told = items.map(revision => ({ ...revision, body: revision.body ?? '', when: revision.unreadable ? 'A version we cannot open' : momentInWords(revision.kept_at) }))
      this.revisions = [...this.revisions, ...told]
      this.next = next
      this.trouble = ''
    } catch {
      this.trouble = 'We could not fetch earlier versions just now.'
    }
  },

  choose(revision) {
    this.chosen = revision
    this.$nextTick(() => onceShown(() => this.$refs.change.focus()))
  },

  async goBack() {
    try {
      const entry = await reviveRevision(this.entry, this.chosen.number)
      this.$dispatch('revived', entry)
      await this.read()
    } catch (error) {
      this.trouble = error.status === 412 ? 'This page changed elsewhere. Open it again to see how it stands.' : 'That did not work just now. Nothing was changed.'
    }
  },
})
