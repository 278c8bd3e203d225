// The way back in with a recovery code: a new passphrase, and a new code in place of the one just used.
import { passphrase } from './passphrase.js'
import { recoveryCode } from './recovery-code.js'
import { deviceOf, rememberDevice } from '../../lib/device.js'
import { recover } from '../../lib/joining.js'
import { refusals } from '../../lib/refusals.js'
import { onceShown } from '../../lib/shown.js'
import { together } from '../../lib/together.js'

export const recovery = () => together(refusals(), passphrase(), recoveryCode(), {
  oldCode: '', stolen: false, device: deviceOf(),

  init() {
    this.guardCode()
    return this.offer()
  },

  send() {
    return this.attempt(async () => {
      const { recovery_code } = await recover({ recovery_code: this.oldCode.trim(), passphrase: this.passphrase, stolen: this.stolen, device: this.device })
      rememberDevice(this.device)
      Object.assign(this, { oldCode: '', passphrase: '', code: recovery_code })
      this.$nextTick(() => onceShown(() => { this.$refs.shown.focus(); scrollTo(0, 0) }))
    })
  },

  enter() { location.replace('/today') },
})
