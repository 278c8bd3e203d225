// Part of a form that sets a passphrase: the field, and five drawn words for whoever wants them.
import { suggestPassphrase } from '../../lib/joining.js'

export const passphrase = () => ({
  passphrase: '', isShown: false, offered: '',

  // The offer is a kindness: without it the form works just as well.
  async offer() {
    try {
      this.offered = await suggestPassphrase()
    } catch {
      this.offered = ''
    }
  },

  takeOffer() {
    this.passphrase = this.offered
    this.isShown = true
  },
})
