// Leaving for good: asked once, with the passphrase, and then everything is gone.
import { refusals } from '../../lib/refusals.js'
import { confirmPassphrase, leaveForGood } from '../../lib/session.js'
import { together } from '../../lib/together.js'

export const leaving = () => together(refusals(), {
  passphrase: '',

  ask() { this.$refs.sheet.showModal() },
  stay() { this.$refs.sheet.close() },
  forget() { Object.assign(this, { passphrase: '', trouble: '' }) },

  go() {
    return this.attempt(async () => {
      await confirmPassphrase(this.passphrase)
      await leaveForGood()
      this.$refs.sheet.close()
      location.replace('/')
    })
  },
})
