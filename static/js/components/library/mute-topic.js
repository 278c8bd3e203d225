// Leaving a topic out, from the prompt that touches it; taken back with one tap.
import { changePerson, readPerson } from '../../lib/session.js'

export const muteTopic = () => ({
  muted: [], isHere: false,

  async init() {
    if (!('signedIn' in document.body.dataset)) return
    await this.read().catch(() => {})
  },

  async read() {
    this.person = await readPerson()
    Object.assign(this, { muted: this.person.muted_topics, isHere: true })
  },

  isMuted(topic) { return this.muted.includes(topic) },

  async flip(topic) {
    const muted = this.isMuted(topic) ? this.muted.filter(other => other !== topic) : [...this.muted, topic]
    try {
      this.person = await changePerson(this.person, { muted_topics: muted })
      this.muted = this.person.muted_topics
    } catch (error) {
      this.$store.toasts.say(error.status === 412 ? 'Your settings changed elsewhere. Please try once more.' : 'That did not work just now. Nothing was changed.')
      if (error.status === 412) await this.read()
    }
  },
})
