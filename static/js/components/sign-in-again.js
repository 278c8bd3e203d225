// When the session ended while somebody was writing: sign in over the page, so that the words stay where they are.
import { signIn, signOut, whoIsHere } from '../lib/session.js'

export const signInAgain = () => ({
  personId: '', username: '', passphrase: '', trouble: '', isBusy: false,

  async init() {
    this.$watch('$store.draft.state', () => this.open())
    this.$nextTick(() => this.open())
    const person = await whoIsHere().catch(() => null)
    this.personId = person?.id ?? ''
    this.username = person?.username ?? ''
  },

  open() { if (this.$store.draft.state === 'signed-out' && !this.$root.open) this.$root.showModal() },
  close() { this.$root.close() },

  async send() {
    this.isBusy = true
    this.trouble = ''
    try {
      await this.begin()
    } catch (error) {
      this.trouble = error.detail || 'We could not reach the server. Your words are still on this page.'
    }
    this.passphrase = ''
    this.isBusy = false
  },

  async begin() {
    const person = await signIn(this.username, this.passphrase)
    if (this.personId && person.id !== this.personId) return this.refuse()
    this.$root.close()
    this.$store.draft.signedIn()
  },

  async refuse() {
    await signOut({ keepsStorage: true })
    this.trouble = 'This page was begun under another name. Sign in with that one.'
  },
})
