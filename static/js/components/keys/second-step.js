// Codes after the passphrase: their secret is shown once, and counts when a code shows that an app has it.
import { get, post, put, remove } from '../../lib/api.js'
import { refusalOf, refusals } from '../../lib/refusals.js'
import { onceShown } from '../../lib/shown.js'
import { together } from '../../lib/together.js'

const FOUR = /.{4}/g

export const secondStep = () => together(refusals(), {
  isOn: false, isKnown: false, secret: '', picture: '', code: '', told: '',

  get groups() { return this.secret.match(FOUR)?.join(' ') ?? '' },
  get isBegun() { return this.secret !== '' },

  async init() {
    try {
      await this.read()
    } catch (error) {
      Object.assign(this, refusalOf(error))
    }
  },

  begin() {
    return this.change(async () => {
      const { secret, picture } = await post('/second-step-secrets')
      this.showPicture(picture)
      Object.assign(this, { secret, told: '' })
      this.$nextTick(() => onceShown(() => this.$refs.code.focus()))
    })
  },

  turnOn() {
    return this.change(async () => {
      await put('/second-step', { secret: this.secret, code: this.code })
      this.forget()
      this.told = 'Codes are on. From now on your passphrase asks for one.'
      await this.read()
    })
  },

  turnOff() {
    return this.change(async () => {
      await remove('/second-step')
      this.told = 'Codes are off.'
      await this.read()
    })
  },

  confirmNow() { return this.$store.confirmation.ask() },

  change(act) { return this.attempt(() => this.$store.confirmation.run(act)) },

  showPicture(drawn) { this.picture = URL.createObjectURL(new Blob([drawn], { type: 'image/svg+xml' })) },

  forget() {
    URL.revokeObjectURL(this.picture)
    Object.assign(this, { secret: '', picture: '', code: '' })
  },

  async read() { Object.assign(this, { isOn: (await get('/second-step')).codes, isKnown: true }) },
})
