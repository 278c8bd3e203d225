// Asks before an act, does it, and says what came of it. The sheet stays while something is wrong.
import { refusals } from '../../lib/refusals.js'
import { together } from '../../lib/together.js'

const NOTHING = { title: '', words: '', label: '', isGrave: false }

export const asking = () => together(refusals(), {
  asked: NOTHING, isAsking: false,

  get sheetTrouble() { return this.isAsking ? this.trouble : '' },
  get listTrouble() { return this.isAsking ? '' : this.trouble },

  ask(asked) {
    Object.assign(this, { asked: { ...NOTHING, ...asked }, isAsking: true, trouble: '' })
    this.$refs.sheet.showModal()
  },

  leaveIt() { this.$refs.sheet.close() },
  forget() { Object.assign(this, { isAsking: false, trouble: '' }) },

  go() {
    return this.attempt(() => this.$store.confirmation.run(async () => {
      await this.asked.act()
      this.$refs.sheet.close()
      this.$refs.title.focus()
      this.$store.toasts.say(this.asked.done)
      this.$dispatch('desk-changed')
    }))
  },
})
