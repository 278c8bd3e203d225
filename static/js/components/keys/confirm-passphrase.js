// The sheet that asks for the passphrase once more, or for the touch of a passkey where there is one.
import { canTouch, listPasskeys, touch } from '../../lib/passkeys.js'
import { refusals } from '../../lib/refusals.js'
import { together } from '../../lib/together.js'
import { confirm } from '../../lib/ways-in.js'

export const confirmPassphrase = () => together(refusals(), {
  passphrase: '', hasPasskey: false,

  init() { this.$watch('$store.confirmation.isAsked', isAsked => { if (isAsked) this.open() }) },

  async open() {
    this.$root.showModal()
    if (canTouch()) this.hasPasskey = (await listPasskeys().catch(() => [])).length > 0
  },

  give() { return this.settle(async () => ({ passphrase: this.passphrase })) },
  touch() { return this.settle(async () => ({ passkey: (await touch('confirming')).passkey })) },

  settle(way) {
    return this.attempt(async () => {
      await confirm(await way())
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
