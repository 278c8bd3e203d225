// The tokens that are still good, and the end of each.
import { shortDate } from '../../lib/dates.js'
import { refusalOf, refusals } from '../../lib/refusals.js'
import { endToken, listTokens } from '../../lib/tokens.js'
import { together } from '../../lib/together.js'

export const tokens = () => together(refusals(), {
  items: [], isKnown: false,

  get isNone() { return this.isKnown && !this.items.length },

  async init() {
    try {
      await this.read()
    } catch (error) {
      Object.assign(this, refusalOf(error))
    }
  },

  end(token) {
    return this.attempt(async () => {
      await endToken(token.id)
      await this.read()
      this.$refs.title.focus()
    })
  },

  async read() {
    this.items = (await listTokens()).map(token => ({ ...token, told: told(token) }))
    this.isKnown = true
  },
})

const told = ({ scopes, last_used_on: used, expires_at: end }) => `${scopes.join(', ')} · last used on ${shortDate(used)} · good until ${shortDate(end.slice(0, 10))}`
