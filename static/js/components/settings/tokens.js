// The tokens that are still good, and the end of each.
import { shortDate } from '../../lib/dates.js'
import { refusalOf, refusals } from '../../lib/refusals.js'
import { endToken, listTokens } from '../../lib/tokens.js'
import { together } from '../../lib/together.js'

export const tokens = () => together(refusals(), {
  items: [], isKnown: false, titles: {},

  get isNone() { return this.isKnown && !this.items.length },

  async init() {
    this.titles = JSON.parse(this.$root.dataset.titles)
    try {
      await this.read()
    } catch (error) {
      Object.assign(this, refusalOf(error))
    }
  },

  // The button goes with its token, and could not find the title afterwards.
  end(token) {
    const { title } = this.$refs
    return this.attempt(async () => {
      await endToken(token.id)
      await this.read()
      title.focus()
    })
  },

  async read() {
    this.items = (await listTokens()).map(token => ({ ...token, told: told(token, this.titles) }))
    this.isKnown = true
  },
})

const told = ({ scopes, last_used_on: used, expires_at: end }, titles) => `${scopes.map(scope => titles[scope] ?? scope).join(', ')} · made or last used on ${shortDate(used)} · good until ${shortDate(end.slice(0, 10))}`
