// Leaving for good: asked once, with the passphrase, and then everything is gone.
import { refusals } from '../../lib/refusals.js'
import { together } from '../../lib/together.js'
import { confirm, leaveForGood } from '../../lib/ways-in.js'

export const leaving = () => together(refusals(), {
  passphrase: '',

  ask() { this.$refs.sheet.showModal() },
  stay() { this.$refs.sheet.close() },
  forget() { Object.assign(this, { passphrase: '', trouble: '' }) },

  go() {
    return this.attempt(async () => {
      await confirm({ passphrase: this.passphrase })
      await leaveForGood()
      this.$refs.sheet.close()
      location.replace('/#gone')
    })
  },
})
