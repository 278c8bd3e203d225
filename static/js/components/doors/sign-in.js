// The door for those who have an account.
import { refusals } from '../../lib/refusals.js'
import { deviceOf } from '../../lib/device.js'
import { forgetForTab, keptForTab } from '../../lib/resume.js'
import { signIn as enter } from '../../lib/session.js'
import { together } from '../../lib/together.js'
import { wayOn } from '../../lib/way-on.js'

export const signIn = () => together(refusals(), {
  username: '', passphrase: '', device: deviceOf(), isShown: false, isEnded: false,

  init() {
    this.isEnded = new URLSearchParams(location.search).has('next')
    this.username ||= keptForTab('sign-in').username ?? ''
  },

  send() {
    return this.attempt(async () => {
      await enter(this.username.trim(), this.passphrase, this.device)
      forgetForTab('sign-in')
      location.replace(wayOn(location.search))
    })
  },
})
