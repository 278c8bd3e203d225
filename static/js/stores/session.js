// Who is here, as every part of a page may ask; read when first needed and kept nowhere.
import { keepLook, readLook } from '../lib/look.js'
import { holdsOthers, wipe } from '../lib/outbox.js'
import { signOut, whoIsHere } from '../lib/session.js'

export const session = () => ({
  person: null,
  isKnown: false,

  get name() { return this.person ? this.person.username : '' },
  get isAdmin() { return Boolean(this.person?.is_admin) },

  // A page that comes back from the browser's memory is not shown before we know that it may be.
  init() {
    addEventListener('pageshow', event => { if (event.persisted && document.body.dataset.access === 'private') this.checkAgain() })
  },

  async checkAgain() {
    document.body.hidden = true
    const person = await this.read().catch(() => this.person)
    if (this.isKnown && !person) return location.replace('/')
    document.body.hidden = false
  },

  async read() {
    this.person = await whoIsHere()
    this.isKnown = true
    return this.person
  },

  // Signing out empties the device's stores; how things look may stay, and what is sealed for others.
  async end() {
    const look = readLook(), keepsStorage = await holdsOthers().catch(() => false)
    await signOut({ keepsStorage })
    await wipe().catch(() => {})
    keepLook(look)
    this.person = null
    location.replace('/')
  },
})
