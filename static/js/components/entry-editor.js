// One page being written: on Today inside its card, on Write, and on a page that is already in the journal.
import { pageDetails } from './page-details.js'
import { Steps } from '../lib/steps.js'
import { countWords, wordsTold } from '../lib/words.js'
import { findPrompt, promptOfToday } from '../lib/prompts.js'
import { together } from '../lib/together.js'

const NO_PROMPT = {
  id: null, title: '', text: '', concepts: [], steps: [], follow_ups: [], opt_out: '', care_note: '', closing: '', lighter: null, minutes: 0, depth: '', lang: null,
}

export const entryEditor = () => together(pageDetails(), {
  text: '', prompt: NO_PROMPT, steps: new Steps(), asked: 0, skip: 0, isLoading: false, trouble: '',

  get isStepped() { return this.prompt.steps.length > 0 },
  get body() { return this.isStepped ? this.steps.bodyWith(this.text) : this.text },
  get count() { return wordsTold(countWords(this.text)) },
  get followUps() { return this.prompt.follow_ups.slice(0, this.asked) },
  get canAskMore() { return this.asked < this.prompt.follow_ups.length && this.text.trim().length > 0 },
  get heading() { return this.prompt.title || (this.isLoading ? this.$root.dataset.heading : 'A plain page') },
  get minutesTold() { return this.prompt.minutes ? `about ${this.prompt.minutes} min` : '' },

  async init() {
    this.isLoading = this.$root.dataset.start === 'today'
    await this.$nextTick()
    this.$watch('$store.draft.state', state => this.rememberAddress(state))
    if (this.text) this.note()
    if (document.activeElement === this.$refs.field) this.open()
    await this[this.$root.dataset.start]()
  },

  today() { return this.ask(() => promptOfToday(this.skip)) },

  async write() {
    const id = new URLSearchParams(location.search).get('prompt')
    if (!id) return
    await this.ask(() => findPrompt(id))
    if (this.prompt.care_note) this.$refs.care.showModal()
  },

  entryPage() {
    const { entry } = this
    this.prompt = { ...NO_PROMPT, ...entry.prompt }
    this.takeOver(entry)
    this.$store.draft.begin({ id: entry.id, version: entry.version, kept: entry })
  },

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

  // A page that has been kept is found again where it is kept.
  open() {
    const { entry } = this.$store.draft, fresh = this.prompt.id ? `/write?prompt=${this.prompt.id}` : '/write'
    this.$store.writing.enter(entry?.version ? `/entries/${entry.id}` : fresh)
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

  note() {
    if (!this.$store.draft.isOpen) this.$store.draft.begin()
    const { title, body, concepts, tags, starred } = this
    this.$store.draft.note({ title, body, concepts, tags, starred, prompt: this.prompt.id })
  },

  goToStep(index) {
    this.steps.keep(this.text)
    this.text = this.steps.open(index)
    this.note()
    this.$refs.field.focus()
  },

  nextStep() { this.goToStep(this.steps.at + 1) },

  askMore() {
    this.asked += 1
    this.$nextTick(() => this.$refs.field.focus())
  },

  async done() {
    const isKept = await this.$store.draft.flush()
    if (!isKept) return
    if (this.prompt.closing && this.body.trim()) this.$refs.closing.showModal()
    else this.leave()
  },

  closeClosing() { this.$refs.closing.close() },

  takeOver(entry) {
    const { title, body, concepts, tags, starred } = entry
    this.prompt = { ...this.prompt, steps: [] }
    this.steps = new Steps()
    Object.assign(this, { title: title ?? '', text: body, concepts, tags, starred })
    this.offer(concepts)
    this.$nextTick(() => this.$refs.field.focus())
  },

  leave() {
    if (this.$root.dataset.start === 'entryPage') return this.$store.writing.leave()
    if (this.$store.draft.entry?.version) this.$store.writing.readAt(`/entries/${this.$store.draft.id}`)
    else this.$store.writing.leave()
  },

  rememberAddress(state) {
    const isNew = this.$root.dataset.start !== 'entryPage' && this.$store.writing.isOn
    if (state === 'saved' && isNew) this.$store.writing.settleAt(`/entries/${this.$store.draft.id}`)
  },
})
