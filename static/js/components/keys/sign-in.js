// The door for those who have an account: by name and passphrase, with a second step where there is one, or by a touch.
import { refusals } from '../../lib/refusals.js'
import { deviceOf } from '../../lib/device.js'
import { canTouch, touch } from '../../lib/passkeys.js'
import { forgetForTab, keptForTab } from '../../lib/resume.js'
import { signIn as enter } from '../../lib/session.js'
import { onceShown } from '../../lib/shown.js'
import { together } from '../../lib/together.js'
import { touchAgain } from './touch-again.js'
import { wayOn } from '../../lib/way-on.js'

export const signIn = () => together(refusals(), {
  username: '', passphrase: '', code: '', device: deviceOf(), isShown: false, isEnded: false, ways: [], canTouch: canTouch(),

  get isFurther() { return this.ways.length > 0 },
  get takesCode() { return this.ways.includes('totp') },
  get takesTouch() { return this.ways.includes('passkey') && this.canTouch },
  get isStuck() { return this.isFurther && !this.takesCode && !this.takesTouch },

  init() {
    this.isEnded = new URLSearchParams(location.search).has('next')
    this.username ||= keptForTab('sign-in').username ?? ''
  },

  send() { return this.come(async () => (this.takesCode ? { ...this.words(), code: this.code } : this.words())) },
  touch() { return this.come(() => touch('signing-in')) },
  touchAsWell() { return this.come(async () => ({ ...this.words(), ...await touchAgain() })) },
  words() { return { username: this.username.trim(), passphrase: this.passphrase } },

  come(way) {
    return this.attempt(async () => {
      try {
        await enter(await way(), this.device)
      } catch (error) {
        if (!error.is?.('second-step-needed')) throw error
        return this.goFurther(error.ways)
      }
      forgetForTab('sign-in')
      location.replace(wayOn(location.search))
    })
  },

  goFurther(ways) {
    Object.assign(this, { ways, code: '' })
    this.$nextTick(() => onceShown(() => this.$refs.further.focus()))
  },

  startAgain() { Object.assign(this, { ways: [], code: '', passphrase: '', trouble: '' }) },
})
