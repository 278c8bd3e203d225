// Everywhere the person is signed in, and the ways to end that.
import { shortDate, wholeDate } from '../../lib/dates.js'
import { refusalOf, refusals } from '../../lib/refusals.js'
import { together } from '../../lib/together.js'
import { endOtherSessions, endSession, listSessions } from '../../lib/ways-in.js'

export const openSessions = () => together(refusals(), {
  sessions: [],

  get hasOthers() { return this.sessions.length > 1 },
  get endedTold() {
    const day = this.$store.session.person?.signed_out_on
    return day ? `Whoever runs this server ended every session and token that you had, on ${wholeDate(day)}.` : ''
  },

  // Whoever taps while the list is still being read is heard all the same.
  async init() {
    try {
      await this.read()
    } catch (error) {
      Object.assign(this, refusalOf(error))
    }
  },
  end(session) { return this.change(() => endSession(session.id)) },
  endOthers() { return this.change(endOtherSessions) },
  // What waits here is sent first; where that cannot be, its writer decides.
  signOut() {
    return this.attempt(async () => {
      await this.$store.outbox.send()
      if (this.$store.outbox.items.length) this.$refs.waiting.showModal()
      else await this.$store.session.end()
    })
  },
  discard() { return this.attempt(() => this.$store.session.end()) },


  change(act) {
    return this.attempt(() => this.$store.confirmation.run(async () => {
      await act()
      await this.read()
    }))
  },

  async read() { this.sessions = (await listSessions()).map(session => ({ ...session, told: told(session) })) },
})

function told({ is_current: isCurrent, device, created_on: since, last_used_on: used }) {
  const place = device === 'own' ? 'own device' : 'shared device'
  return isCurrent ? `Here and now · ${place} · since ${shortDate(since)}` : `Last used on ${shortDate(used)} · ${place} · since ${shortDate(since)}`
}
