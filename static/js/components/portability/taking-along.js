// A journal as a file: asked for once, told how much has come, saved on this device.
import { listOwnGroups, sizeTold, takeAlong } from '../../lib/portability.js'
import { refusals } from '../../lib/refusals.js'
import { together } from '../../lib/together.js'

export const takingAlong = () => together(refusals(), {
  from: '', to: '', concept: '', workshop: '', passphrase: '', groups: [], told: '', href: '', file: null, halt: null,

  get canShare() { return Boolean(this.file && navigator.canShare?.({ files: [this.file] })) },

  async init() {
    try {
      this.groups = await listOwnGroups()
    } catch {
      // Without a line there is nothing to choose among, and nothing to take either.
    }
  },

  destroy() {
    this.stop()
    URL.revokeObjectURL(this.href)
  },

  take(event) {
    const { form } = event.currentTarget.dataset
    return this.attempt(() => this.$store.confirmation.run(() => this.receive(form)))
  },

  stop() { this.halt?.abort() },

  share() { return navigator.share({ files: [this.file] }).catch(() => {}) },

  // The link stays, for whoever wants to save it once more.
  offer(file) {
    URL.revokeObjectURL(this.href)
    this.href = URL.createObjectURL(file)
    Object.assign(this.$refs.saved, { href: this.href, download: file.name }).click()
  },

  async receive(format) {
    const { from, to, concept, workshop, passphrase } = this
    Object.assign(this, { told: 'It is being made…', file: null, halt: new AbortController() })
    try {
      const file = await takeAlong({ format, from, to, concept, workshop, passphrase }, { signal: this.halt.signal, heard: bytes => { this.told = `${sizeTold(bytes)} so far…` } })
      this.offer(file)
      Object.assign(this, { file, told: `Saved as ${file.name}, ${sizeTold(file.size)}.` })
    } catch (error) {
      this.told = ''
      if (error.name !== 'AbortError') throw error
      this.told = 'Stopped. Nothing was saved.'
    }
  },
})
