// The sheet that asks for the passphrase once more.
import { refusals } from '../../lib/refusals.js'
import { confirmPassphrase as confirm } from '../../lib/session.js'
import { together } from '../../lib/together.js'

export const confirmPassphrase = () => together(refusals(), {
  passphrase: '',

  init() { this.$watch('$store.confirmation.isAsked', isAsked => { if (isAsked) this.$root.showModal() }) },

  give() {
    return this.attempt(async () => {
      await confirm(this.passphrase)
      this.$store.confirmation.answer(true)
      this.close()
    })
  },

  close() { this.$root.close() },

  dismiss() {
    Object.assign(this, { passphrase: '', trouble: '' })
    this.$store.confirmation.answer(false)
  },
})
