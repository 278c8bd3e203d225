// Making a token for a program, and showing its secret this once.
import { refusals } from '../../lib/refusals.js'
import { linesFor, makeToken } from '../../lib/tokens.js'
import { together } from '../../lib/together.js'

export const newToken = () => together(refusals(), {
  label: '', scopes: [], days: 90, secret: '',

  get isBlank() { return !this.label.trim() || !this.scopes.length },
  get lines() { return linesFor(this.scopes, location.origin) },

  // Leaving the page now would lose the secret, so the browser asks first.
  init() { addEventListener('beforeunload', event => { if (this.secret) event.preventDefault() }) },

  make() {
    return this.attempt(() => this.$store.confirmation.run(async () => {
      this.secret = (await makeToken(this.label.trim(), this.scopes, this.days)).secret
      this.$dispatch('token-made')
      this.$nextTick(() => this.$refs.secret.focus())
    }))
  },

  putAway() {
    Object.assign(this, { label: '', scopes: [], secret: '' })
    this.$nextTick(() => this.$refs.title.focus())
  },
})
