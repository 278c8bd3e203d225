// Changing the passphrase, and making a new recovery code.
import { passphrase } from './passphrase.js'
import { recoveryCode } from './recovery-code.js'
import { changePassphrase, newRecoveryCode } from '../../lib/joining.js'
import { refusals } from '../../lib/refusals.js'
import { changePerson, readPerson } from '../../lib/session.js'
import { onceShown } from '../../lib/shown.js'
import { together } from '../../lib/together.js'

export const waysIn = () => together(refusals(), passphrase(), recoveryCode(), {
  current: '', told: '', isCodeAsked: location.hash === '#recovery',

  init() { this.guardCode() },

  change() {
    return this.attempt(async () => {
      await changePassphrase(this.current, this.passphrase)
      Object.assign(this, { current: '', passphrase: '', told: 'Your passphrase is changed. The old one no longer works.' })
    })
  },

  renewCode() {
    return this.attempt(() => this.$store.confirmation.run(async () => {
      this.isKept = false
      this.code = await newRecoveryCode()
    }))
  },

  // The other part of this page that makes one hands it over.
  showCode(event) {
    Object.assign(this, { code: event.detail, isKept: false, isCodeAsked: true })
    this.$nextTick(() => onceShown(() => this.$refs.code.focus()))
  },

  putAway() {
    this.code = ''
    return this.attempt(async () => { await changePerson(await readPerson(), { recovery_reminded: true }) })
  },

  wrong(field) { return this.errors[field === 'passphrase' ? 'new' : field]?.[0] ?? '' },
})
