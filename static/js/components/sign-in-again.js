// When the session ended while somebody was writing: sign in over the page, so that the words stay where they are.
import { signIn, signOut, whoIsHere } from '../lib/session.js'

export const signInAgain = () => ({
  personId: '', username: '', passphrase: '', code: '', ways: [], trouble: '', isBusy: false,

  get takesCode() { return this.ways.includes('totp') },
  get takesTouch() { return this.ways.includes('passkey') },

  async init() {
    this.$watch('$store.draft.state', () => this.open())
    this.$nextTick(() => this.open())
    const person = await whoIsHere().catch(() => null)
    this.personId = person?.id ?? ''
    this.username = person?.username ?? ''
  },

  open() { if (this.$store.draft.state === 'signed-out' && !this.$root.open) this.$root.showModal() },
  close() { this.$root.close() },

  send() { return this.come(async () => (this.takesCode ? { code: this.code } : {})) },
  touch() { return this.come(async () => (await import('./keys/touch-again.js')).touchAgain()) },

  async come(beside) {
    this.isBusy = true
    this.trouble = ''
    try {
      await this.begin(await beside())
    } catch (error) {
      this.trouble = error.detail || 'We could not reach the server. Your words are still on this page.'
      this.ways = error.ways ?? []
    }
    // What comes next is asked for beside the passphrase.
    if (!this.ways.length) this.passphrase = ''
    this.isBusy = false
  },

  async begin(beside) {
    const { username, passphrase } = this
    const person = await signIn({ username, passphrase, ...beside })
    this.ways = []
    if (this.personId && person.id !== this.personId) return this.refuse()
    this.$root.close()
    this.$store.draft.signedIn()
  },

  async refuse() {
    await signOut({ keepsStorage: true })
    this.trouble = 'This page was begun under another name. Sign in with that one.'
  },
})
