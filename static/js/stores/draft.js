// The page being written, as every part of the screen may see it: its state in words, what the two versions say, when to save.
import { Autosave, pageOf } from '../lib/autosave.js'
import { keepEntry } from '../lib/entries.js'

const LONGEST_WAIT = 3000
const WORDS = {
  resting: '', waiting: 'Saving…', saving: 'Saving…', saved: 'Saved', retrying: 'Not saved yet. Trying again',
  'signed-out': 'Not sent: sign in', conflict: 'Not saved: two versions', refused: 'Not saved',
}

export const draft = () => ({
  state: 'resting', reason: '', id: '', mine: '', theirs: '',

  get told() { return this.state === 'refused' && this.reason ? `Not saved. ${this.reason}` : WORDS[this.state] },
  get isTroubled() { return ['retrying', 'signed-out', 'conflict', 'refused'].includes(this.state) },
  get isOpen() { return Boolean(autosave) },
  get isUnsaved() { return Boolean(autosave?.isUnsaved) },
  get entry() { return autosave ? { ...autosave.page, id: autosave.id, version: autosave.version } : null },

  begin({ id = crypto.randomUUID(), version = null, kept = null } = {}) {
    autosave?.close()
    this.id = id
    autosave = new Autosave({ id, version, kept, send: keepEntry, changed: (state, from) => this.show(state, from) })
    this.show(autosave.state, autosave)
  },

  note(page) { autosave?.note(page) },
  flush() { return autosave ? autosave.flush() : Promise.resolve(true) },
  signedIn() { return autosave?.signedIn() },
  // Whichever version is not chosen becomes a page of its own first, so that choosing loses nothing.
  async keepMine() {
    await keepEntry(crypto.randomUUID(), pageOf(autosave.theirs), { version: null })
    await autosave.keepMine()
    return autosave.page
  },

  async keepTheirs() {
    await keepEntry(crypto.randomUUID(), autosave.page, { version: null })
    return autosave.keepTheirs()
  },

  close() {
    autosave?.close()
    autosave = null
    this.state = 'resting'
  },

  show(state, from) {
    this.reason = from.reason ?? ''
    this.mine = from.page?.body ?? ''
    this.theirs = from.theirs?.body ?? ''
    this.state = state
  },

  // A link is followed once the words are kept, so that nobody is asked whether to leave.
  async saveBefore(event) {
    const link = event.target.closest('a[href]')
    if (!link || !this.isUnsaved || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || link.target) return
    event.preventDefault()
    await Promise.race([this.flush(), new Promise(passed => { setTimeout(passed, LONGEST_WAIT) })])
    location.assign(link.href)
  },

  init() {
    const flush = () => { this.flush() }
    addEventListener('pagehide', flush)
    addEventListener('online', flush)
    document.addEventListener('visibilitychange', flush)
    addEventListener('beforeunload', event => { if (this.isUnsaved) event.preventDefault() })
    document.addEventListener('click', event => this.saveBefore(event))
  },
})

// Kept out of Alpine's reach: a timer's owner gains nothing from being watched.
let autosave = null
