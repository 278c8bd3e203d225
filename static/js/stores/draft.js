// The page being written, as every part of the screen may see it: its state in words, what the two versions say, when to save.
import { Autosave } from '../lib/autosave.js'
import { keepEntry } from '../lib/entries.js'
import { keepHere, letGo, whoIsRemembered } from '../lib/outbox.js'
import { pageOf } from '../lib/page-fields.js'
import { askToKeepStorage, deviceOf } from '../lib/device.js'

const LONGEST_WAIT = 3000, PAUSE_BEFORE_KEEPING = 300
const TROUBLED = ['retrying', 'signed-out', 'conflict', 'refused']
const WORDS = {
  resting: '', waiting: 'Saving…', saving: 'Saving…', saved: 'Saved', retrying: 'Not saved yet. Trying again',
  'signed-out': 'Not sent: sign in', conflict: 'Not saved: two versions', refused: 'Not saved',
}
const NO_ROOM = 'This device has no room to keep it: please leave this page open.'
const WORDS_HERE = { kept: 'Kept on this device', sealed: 'Sealed on this device' }

export const draft = () => ({
  state: 'resting', reason: '', id: '', mine: '', theirs: '', where: '', hasNoRoom: false, hasMoved: false,

  get told() {
    if (this.state === 'refused' && this.reason) return `Not saved. ${this.reason}`
    if (this.isTroubled && this.hasNoRoom) return `${WORDS[this.state]}. ${NO_ROOM}`
    return (this.state === 'retrying' && WORDS_HERE[this.where]) || WORDS[this.state]
  },
  get isTroubled() { return TROUBLED.includes(this.state) },
  get isOpen() { return Boolean(autosave) },
  get isUnsaved() { return Boolean(autosave?.isUnsaved) },
  get isInDanger() { return this.isUnsaved && !(this.where && safe === autosave.page) },
  get entry() { return autosave ? { ...autosave.page, id: autosave.id, version: autosave.version } : null },

  begin({ id = crypto.randomUUID(), version = null, kept = null } = {}) {
    this.close()
    this.id = id
    // Whoever was here when the page was begun. Sent without waiting for anything: the page may be on its way out.
    const person = personId, send = (to, page, known) => keepEntry(to, page, { ...known, person })
    autosave = new Autosave({ id, version, kept, send, changed: (state, from) => this.show(state, from) })
    release = hold(id)
    this.show(autosave.state, autosave)
  },

  note(page) {
    autosave?.note(page)
    clearTimeout(timer)
    if (deviceOf() === 'own' || this.isTroubled) timer = setTimeout(() => this.keep(), PAUSE_BEFORE_KEEPING)
  },

  flush() { return autosave ? autosave.flush() : Promise.resolve(true) },
  signedIn() { return autosave?.signedIn() },

  // On this device, until the server has it. One after the other, so that the last word is the one that stays.
  keep() {
    if (!this.isUnsaved) return keeping
    const { id, version, page } = autosave
    keeping = keeping.then(() => keepHere({ id, version, page })).then(how => {
      if (autosave?.id !== id) return
      safe = page
      Object.assign(this, { where: how, hasNoRoom: false })
    }).catch(error => Object.assign(this, { where: '', hasNoRoom: error?.name === 'QuotaExceededError' }))
    return keeping
  },

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
    clearTimeout(timer)
    release()
    autosave = null
    Object.assign(this, { state: 'resting', where: '', hasNoRoom: false, hasMoved: false })
  },

  show(state, from) {
    this.reason = from.reason ?? ''
    this.mine = from.page?.body ?? ''
    this.theirs = from.theirs?.body ?? ''
    if (from.id !== this.id) this.follow(from)
    this.state = state
    if (state === 'saved') this.letGoHere()
    if (state === 'saved' && from.version > 1) askToKeepStorage()
    if (TROUBLED.includes(state)) this.keep()
  },

  letGoHere() {
    const { id } = this
    keeping = keeping.then(() => this.where && letGo(id)).then(wasHere => {
      this.where = ''
      if (wasHere) dispatchEvent(new Event('let-go'))
    }).catch(() => {})
  },

  // Its page was thrown away elsewhere, so the words went on as a page of their own.
  follow({ id }) {
    this.id = id
    release()
    release = hold(id)
    this.hasMoved = true
  },

  async makeSafe() {
    await Promise.all([this.flush(), this.keep()])
    return !this.isInDanger
  },

  // A link is followed once the words are kept, so that nobody is asked whether to leave.
  async saveBefore(event) {
    const link = event.target.closest('a[href]')
    if (!link || !this.isUnsaved || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || link.target) return
    event.preventDefault()
    await Promise.race([Promise.all([this.flush(), this.keep()]), new Promise(passed => { setTimeout(passed, LONGEST_WAIT) })])
    location.assign(link.href)
  },

  init() {
    const learn = () => whoIsRemembered().then(who => { personId = who?.id }, () => {})
    learn()
    addEventListener('person-known', learn)
    const flush = () => {
      this.keep()
      this.flush()
    }
    addEventListener('pagehide', flush)
    addEventListener('closing', event => event.detail.push(this.makeSafe()))
    addEventListener('online', flush)
    document.addEventListener('visibilitychange', flush)
    addEventListener('beforeunload', event => { if (this.isInDanger) event.preventDefault() })
    document.addEventListener('click', event => this.saveBefore(event))
  },
})

// Other tabs leave a page alone that is being written here.
function hold(id) {
  let letOthers = () => {}
  navigator.locks?.request(`page ${id}`, { ifAvailable: true }, () => new Promise(resolve => { letOthers = resolve }))
  return () => letOthers()
}

// Kept out of Alpine's reach: a timer's owner gains nothing from being watched.
let autosave = null, personId, keeping = Promise.resolve(), safe = null, timer = null, release = () => {}
