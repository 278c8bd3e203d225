// How much there is, in one line; and whether the desk is there at all for whoever looks.
import { countsTold, readCounts } from '../../lib/desk.js'

export const desk = () => ({
  told: '', trouble: '', isHere: false, isMoreAsked: false, isAway: false,

  async init() { await this.read() },

  async read() {
    try {
      const person = await this.$store.session.read()
      if (person && !person.is_admin) return this.sendAway()
      this.told = countsTold(await readCounts())
      Object.assign(this, { isHere: true, trouble: '', isMoreAsked: false })
    } catch (error) {
      this.trouble = error.detail || 'The desk could not be fetched just now. Nothing was changed.'
      this.isMoreAsked = Boolean(error.is?.('second-step-required'))
    }
  },

  sendAway() { Object.assign(this, { isAway: true, trouble: 'There is nothing here for you. The desk is for whoever looks after this server.' }) },
})
