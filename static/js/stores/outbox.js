// What waits on this device to be sent, as every page may tell it; sent in order whenever there is a line and a session.
import { alone } from '../lib/locks.js'
import { deliver, waiting } from '../lib/outbox.js'

const LATER = [0, 401, 403, 408, 429]

export const outbox = () => ({
  items: [], hasSent: false,

  get told() {
    const pages = this.items.filter(item => !item.isMark), words = pages.reduce((sum, item) => sum + item.words, 0)
    if (!pages.length) return this.items.length ? 'A check-in is waiting here to be sent.' : ''
    return `${pages.length === 1 ? '1 page is' : `${pages.length} pages are`} waiting here to be sent, ${words === 1 ? '1 word' : `${words} words`}.`
  },
  get readable() { return this.items.filter(item => item.isReadable) },

  init() {
    const send = () => { if (document.visibilityState === 'visible') this.send() }
    for (const name of ['online', 'pageshow', 'person-known']) addEventListener(name, send)
    document.addEventListener('visibilitychange', send)
    addEventListener('let-go', () => this.read())
    send()
  },

  async read() {
    const found = await waiting().catch(() => [])
    this.items = found.map(({ id, words, kept, isMark = false }) => ({ id, words, isMark, isReadable: Boolean(kept) && !isMark }))
  },

  // One tab at a time, and never a page that is being written in another.
  async send() {
    await this.read()
    const { signedIn, access } = document.body.dataset
    if (!this.items.length || (signedIn === undefined && access !== 'private')) return
    await alone('outbox', () => this.sendAll())
    await this.read()
  },

  // What cannot be sent as it is stays, and does not keep the rest from going.
  async sendAll() {
    for (const item of await waiting()) {
      try {
        if (await alone(`page ${item.id}`, async () => { await deliver(item); return true })) this.hasSent = true
      } catch (error) {
        if (error.status >= 500 || LATER.includes(error.status) || error.is?.('somebody-else')) return
      }
    }
  },
})
