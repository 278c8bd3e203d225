// Keeps one page on the server while it is being written: soon after a pause, one request at a time, nothing lost on the way.
// States: resting · waiting · saving · saved · retrying · signed-out · conflict · refused
import { pageOf, samePage, sameWords } from './page-fields.js'
import { whyRefused } from './page-refusals.js'

const PAUSE = 2_000, LONGEST = 10_000, FIRST_RETRY = 2_000, SLOWEST_RETRY = 60_000
const realClock = { now: () => Date.now(), later: (act, wait) => setTimeout(act, wait), forget: timer => clearTimeout(timer) }

export class Autosave {
  // send(id, page, { version }) answers with the entry as kept, or throws an error with status, current and retryAfter.
  constructor({ send, id, version = null, kept = null, changed = () => {}, clock = realClock, freshId = () => crypto.randomUUID() }) {
    Object.assign(this, { send, id, version, changed, clock, freshId, hasMoved: false })
    this.kept = kept && pageOf(kept)
    this.page = this.kept
    this.state = version === null ? 'resting' : 'saved'
    this.tries = 0
    this.unsure = []
  }

  // An empty page is not begun; one that is already kept may be emptied.
  get isUnsaved() { return (this.version !== null || this.hasWords) && !samePage(this.page, this.kept) }
  get hasWords() { return Boolean(this.page && (this.page.body.trim() || this.page.title.trim())) }
  get isHeld() { return this.state === 'conflict' || this.state === 'signed-out' }

  note(page) {
    this.page = pageOf({ ...this.page, ...page })
    if (this.isHeld) return
    if (!this.isUnsaved) return this.flight ? undefined : this.settle()
    this.since ??= this.clock.now()
    if (!this.flight) this.turn(this.state === 'retrying' ? 'retrying' : 'waiting')
    if (this.state !== 'retrying') this.plan(Math.min(PAUSE, Math.max(0, this.since + LONGEST - this.clock.now())))
  }

  // At once, for Done, for a hidden page and for a line that has come back. Resolves to whether all is kept.
  async flush() {
    if (this.isHeld || !this.isUnsaved) return !this.isUnsaved
    this.stopWaiting()
    this.flight ??= this.deliver().finally(() => { this.flight = null })
    await this.flight
    return this.state === 'saving' || this.state === 'waiting' ? this.flush() : !this.isUnsaved
  }

  signedIn() {
    if (this.state !== 'signed-out') return
    this.turn('waiting')
    return this.flush()
  }

  keepMine() {
    this.version = this.theirs.version
    this.turn('waiting')
    return this.flush()
  }

  keepTheirs() {
    const entry = this.theirs
    this.adopt(entry)
    this.page = this.kept
    this.settle()
    return entry
  }

  close() { this.stopWaiting() }

  async deliver() {
    const sent = this.page
    this.since = null
    this.turn('saving')
    try {
      this.adopt(await this.send(this.id, sent, { version: this.version }), sent)
      this.isUnsaved ? this.carryOn() : this.settle()
    } catch (error) {
      this.meet(error, sent)
    }
  }

  meet(error, sent) {
    if (error.status === 412 && error.current) return this.meetAnother(error.current)
    if (error.status === 401 || error.is?.('somebody-else')) return this.turn('signed-out')
    if (this.version !== null && (error.status === 404 || error.is?.('entry-in-trash'))) return this.moveOut()
    if (error.status >= 400 && error.status < 500 && error.status !== 429 && error.status !== 408) return this.refuse(error)
    this.unsure.push(sent)
    this.tryAgain(error.retryAfter)
  }

  // Another version is there. When it is one of ours whose answer went missing, we simply go on from it.
  meetAnother(current) {
    if (this.unsure.some(page => sameWords(page, current))) {
      this.adopt(current)
      return this.isUnsaved ? this.carryOn() : this.settle()
    }
    if (current.trashed_at) return this.moveOut()
    this.theirs = current
    this.turn('conflict')
  }

  // The page was thrown away or forgotten elsewhere: what is here becomes a page of its own.
  moveOut() {
    Object.assign(this, { id: this.freshId(), version: null, kept: null, unsure: [], hasMoved: true })
    this.carryOn()
  }

  refuse(error) {
    this.reason = whyRefused(error)
    this.turn('refused')
  }

  tryAgain(retryAfter) {
    const wait = retryAfter ? retryAfter * 1000 : Math.min(SLOWEST_RETRY, FIRST_RETRY * 2 ** this.tries)
    this.tries += 1
    this.turn('retrying')
    this.plan(wait)
  }

  carryOn() {
    this.turn('waiting')
    this.plan(PAUSE)
  }

  adopt(entry, sent = entry) {
    this.version = entry.version
    this.kept = pageOf(sent)
    this.tries = 0
    this.unsure = []
    this.theirs = null
  }

  settle() {
    this.stopWaiting()
    this.since = null
    this.turn(this.version === null ? 'resting' : 'saved')
  }

  plan(wait) {
    this.stopWaiting()
    this.timer = this.clock.later(() => { this.timer = null; this.flush() }, wait)
  }

  stopWaiting() {
    this.clock.forget(this.timer)
    this.timer = null
  }

  turn(state) {
    this.state = state
    this.changed(state, this)
  }
}
