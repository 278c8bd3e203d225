// Which question a page answers: today's, another, something lighter, or none. Spread into the editor, whose words stay.
import { Steps } from '../lib/steps.js'
import { findPrompt, promptOfToday } from '../lib/prompts.js'

export const NO_PROMPT = {
  id: null, title: '', text: '', concepts: [], steps: [], follow_ups: [], opt_out: '', care_note: '', closing: '', lighter: null, minutes: 0, depth: '', lang: null,
}

export const promptChoice = () => ({
  prompt: NO_PROMPT, asked: 0, skip: 0, isLoading: false, trouble: '',

  get followUps() { return this.prompt.follow_ups.slice(0, this.asked) },
  get canAskMore() { return this.asked < this.prompt.follow_ups.length && this.text.trim().length > 0 },
  get heading() { return this.prompt.title || (this.isLoading ? this.$root.dataset.heading : 'A plain page') },
  get minutesTold() { return this.prompt.minutes ? `about ${this.prompt.minutes} min` : '' },

  today() { return this.ask(() => promptOfToday(this.skip)) },

  async ask(find) {
    this.isLoading = true
    try {
      this.take(await find())
      this.trouble = ''
    } catch {
      this.trouble = 'We could not fetch a prompt just now. The page works without one.'
    }
    this.isLoading = false
  },

  // The words stay, whatever they answer.
  take(prompt) {
    const words = this.body, leaving = this.prompt.concepts.map(concept => concept.slug), coming = prompt.concepts.map(concept => concept.slug)
    this.prompt = { ...NO_PROMPT, ...prompt }
    this.steps = new Steps(this.prompt.steps)
    this.text = words
    this.asked = 0
    this.offered = this.offered.filter(slug => !leaving.includes(slug))
    this.concepts = [...new Set([...this.concepts.filter(slug => !leaving.includes(slug)), ...coming])]
    this.offer(coming)
    if (words) this.note()
  },

  another() {
    this.skip += 1
    return this.today()
  },

  plainPage() {
    this.take(NO_PROMPT)
    this.$refs.field.focus()
  },

  async somethingLighter() {
    this.$refs.care.close()
    const { lighter } = this.prompt
    if (lighter) await this.ask(() => findPrompt(lighter))
    this.$refs.field.focus()
  },

  goOn() {
    this.$refs.care.close()
    this.$refs.field.focus()
  },

  notToday() { location.assign('/today') },

  askMore() {
    this.asked += 1
    this.$nextTick(() => this.$refs.field.focus())
  },
})
