// Joining, in four short steps on one page: the notice, what you would like, a way in, and the recovery code.
import { passphrase } from './passphrase.js'
import { recoveryCode } from './recovery-code.js'
import { rememberDevice } from '../../lib/device.js'
import { acceptConsent, signUp as join } from '../../lib/joining.js'
import { refusals } from '../../lib/refusals.js'
import { forgetForTab, keepForTab, keptForTab } from '../../lib/resume.js'
import { onceShown } from '../../lib/shown.js'
import { together } from '../../lib/together.js'

const STEPS = ['notice', 'wishes', 'way-in', 'code']
// What a reload may bring back. Not the name, the topics or the invitation: those are asked anew, so the wishes come again too.
const RESUMED = ['step', 'adult', 'notTherapy', 'unwatched', 'keeping', 'region', 'deeper', 'device']

export const signUp = () => together(refusals(), passphrase(), recoveryCode(), {
  step: 'notice', adult: false, notTherapy: false, unwatched: false, keeping: false,
  region: '', muted: [], deeper: false, username: '', device: '', invite: keptForTab('join').code ?? '',

  get hasConsented() { return this.adult && this.notTherapy && this.unwatched && this.keeping },
  get isAgain() { return location.hash === '#again' },
  get place() { return STEPS.indexOf(this.step) + 1 },

  init() {
    Object.assign(this, keptForTab('sign-up'))
    if (this.step === 'way-in') this.step = 'wishes'
    RESUMED.forEach(name => this.$watch(name, () => this.keepFields()))
    this.guardCode()
  },

  keepFields() { if (!this.code) keepForTab('sign-up', Object.fromEntries(RESUMED.map(name => [name, this[name]]))) },

  agree() {
    if (this.hasConsented) return this.isAgain ? this.acceptAnew() : this.go('wishes')
    this.trouble = 'All four are needed before you can start. Read them at your own pace.'
  },

  // For those who are signed in, when the notice has changed in substance.
  acceptAnew() {
    return this.attempt(async () => {
      await acceptConsent(this.asConsent())
      location.replace('/today')
    })
  },

  chooseWayIn() {
    this.go('way-in')
    return this.offer()
  },

  back() { this.go(STEPS[this.place - 2]) },

  go(step) {
    Object.assign(this, { step, trouble: '' })
    this.$nextTick(() => onceShown(() => { this.$refs[`${step}-title`].focus(); scrollTo(0, 0) }))
  },

  send() {
    if (!this.device) return this.askDevice()
    return this.attempt(async () => {
      const { recovery_code } = await join(this.asPerson())
      rememberDevice(this.device)
      this.passphrase = ''
      this.code = recovery_code
      this.go('code')
      forgetForTab('sign-up')
    })
  },

  askDevice() { this.errors = { device: ['Please choose one. It decides how long you stay signed in.'] } },
  // Whoever came by a group's code goes on to the group.
  enter() { location.assign(keptForTab('join').code ? '/join' : '/today') },

  asPerson() {
    const { username, passphrase, device, region, muted, deeper, invite } = this
    return {
      username: username.trim(), passphrase, device, muted_topics: [...muted], deeper_prompts: deeper,
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      consent: this.asConsent(),
      ...(region && { region }), ...(invite && { invite }),
    }
  },

  asConsent() {
    const { adult, notTherapy: not_therapy, unwatched, keeping } = this
    return { version: this.$root.dataset.version, adult, not_therapy, unwatched, keeping }
  },
})
