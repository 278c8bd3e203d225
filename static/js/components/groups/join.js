// Where a code leads: what this group is, what it can see and what not, and then in, with or without a journal so far.
import { comeIn, lookBehind } from '../../lib/groups.js'
import { refusals } from '../../lib/refusals.js'
import { forgetForTab, keepForTab, keptForTab } from '../../lib/resume.js'
import { whoIsHere } from '../../lib/session.js'
import { together } from '../../lib/together.js'

const KEPT = 'join'

export const join = () => together(refusals(), {
  code: '', called: '', group: null, person: null,

  get isFound() { return Boolean(this.group) },
  get isHere() { return Boolean(this.person) },
  get name() { return this.isFound ? this.group.name : '' },
  get ledBy() { return this.isFound ? `Led by ${this.group.facilitators.join(', ')}` : '' },
  get purpose() { return this.isFound ? this.group.purpose : '' },
  get agreements() { return this.isFound ? this.group.agreements : [] },
  get isWorkplace() { return this.isFound && this.group.workplace },

  async init() {
    this.code = decodeURIComponent(location.hash.slice(1)) || keptForTab(KEPT).code || ''
    // A code in the address bar would stay in the browser's history.
    if (location.hash) history.replaceState(null, '', location.pathname)
    if ('signedIn' in document.body.dataset) this.person = await whoIsHere().catch(() => null)
    if (this.person) this.called = this.person.username
    if (this.code) await this.look()
  },

  look() {
    return this.attempt(async () => {
      this.group = await lookBehind(this.code.trim())
      this.$nextTick(() => this.$refs.name.focus())
    })
  },

  otherCode() {
    forgetForTab(KEPT)
    Object.assign(this, { group: null, code: '' })
  },

  enter() {
    return this.attempt(async () => {
      const { id } = await comeIn(this.code.trim(), this.called.trim())
      forgetForTab(KEPT)
      location.replace(`/groups/${id}`)
    })
  },

  // The code waits in this tab until there is a journal.
  remember() { keepForTab(KEPT, { code: this.code.trim() }) },
})
