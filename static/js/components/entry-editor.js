// One page being written: on Today inside its card, on Write, and on a page that is already in the journal.
import { pageDetails } from './page-details.js'
import { NO_PROMPT, promptChoice } from './prompt-choice.js'
import { breath } from '../lib/breath.js'
import { Steps } from '../lib/steps.js'
import { countWords, wordsTold } from '../lib/words.js'
import { inTurn } from '../lib/locks.js'
import { readBack } from '../lib/outbox.js'
import { findPrompt } from '../lib/prompts.js'
import { whoIsHere } from '../lib/session.js'
import { together } from '../lib/together.js'
import { takeShared } from '../lib/worker.js'

export const entryEditor = () => together(pageDetails(), promptChoice(), {
  text: '', steps: new Steps(), pageMark: null, task: null, canMark: true, isMarking: false, isPassing: false,

  get isStepped() { return this.prompt.steps.length > 0 },
  get body() { return this.isStepped ? this.steps.bodyWith(this.text) : this.text },
  get markTold() { return this.pageMark ? 'goes with this page' : 'if you like' },
  get count() { return wordsTold(countWords(this.text)) },

  async init() {
    this.isLoading = this.$root.dataset.start === 'today'
    await breath()
    whoIsHere().then(person => { this.canMark = person?.check_in ?? true }, () => {})
    this.$watch('$store.draft.state', state => this.rememberAddress(state))
    this.$watch('$store.draft.where', () => this.rememberAddress('kept'))
    if (this.text) this.note()
    if (document.activeElement === this.$refs.field) this.open()
    await this[this.$root.dataset.start]()
  },

  async write() {
    const keptId = location.hash.match(/^#kept-([0-9a-f-]{36})$/)?.[1]
    if (keptId) return this.takeUp(keptId)
    if (location.hash === '#shared') return this.takeIn()
    const taskId = location.hash.match(/^#for-([0-9a-f-]{36})$/)?.[1]
    if (taskId) return (await import('./groups/answering.js')).takeTask(this, taskId)
    const id = new URLSearchParams(location.search).get('prompt')
    if (!id) return
    await this.ask(() => findPrompt(id))
    if (this.prompt.care_note) this.$refs.care.showModal()
  },

  // What another app shared stands here to be looked at, and is kept once somebody writes on or says that it is done.
  async takeIn() {
    this.text = await takeShared()
    this.$refs.field.focus()
  },

  // A page that was kept on this device and is not sent yet. If it is just being sent, it is read where it goes.
  async takeUp(id) {
    const found = await inTurn(`page ${id}`, () => readBack(id)).catch(() => null)
    if (!found) return location.replace(`/entries/${id}`)
    this.prompt = { ...NO_PROMPT, id: found.draft.prompt }
    this.takeOver(found.draft)
    this.$store.draft.begin({ id, version: found.version })
    this.note()
  },

  entryPage() {
    const { entry } = this
    this.prompt = { ...NO_PROMPT, ...entry.prompt }
    this.takeOver(entry)
    this.$store.draft.begin({ id: entry.id, version: entry.version, kept: entry })
  },

  // A page that has been kept is found again where it is kept.
  open() {
    const { entry } = this.$store.draft, fresh = this.prompt.id ? `/write?prompt=${this.prompt.id}` : '/write'
    this.$store.writing.enter(entry?.version ? `/entries/${entry.id}` : fresh)
  },

  // Whoever tabs through the page walks past here; for them it opens with the first letter.
  meet() { if (!this.isPassing) this.open() },

  note() {
    if (document.activeElement === this.$refs.field) this.open()
    if (!this.$store.draft.isOpen) this.$store.draft.begin()
    const { title, body, concepts, tags, starred, pageMark, task } = this
    this.$store.draft.note({ title, body, concepts, tags, starred, prompt: this.prompt.id, check_in: pageMark, assignment: task })
  },

  openMark(event) { this.isMarking ||= event.target.open },

  takeMark(mark) {
    this.pageMark = mark
    this.note()
  },

  goToStep(index) {
    this.steps.keep(this.text)
    this.text = this.steps.open(index)
    this.note()
    this.$refs.field.focus()
  },

  nextStep() { this.goToStep(this.steps.at + 1) },

  async done() {
    if (this.text && !this.$store.draft.isOpen) this.note()
    const isKept = await this.$store.draft.flush()
    if (!isKept) return
    if (this.prompt.closing && this.body.trim()) this.$refs.closing.showModal()
    else this.leave()
  },

  closeClosing() { this.$refs.closing.close() },

  takeOver(entry) {
    const { title, body, concepts, tags, starred, check_in = null, assignment = null } = entry
    this.prompt = { ...this.prompt, steps: [] }
    this.steps = new Steps()
    Object.assign(this, { title: title ?? '', text: body, concepts, tags, starred, pageMark: check_in, task: assignment })
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
    const { draft, writing } = this.$store
    if (state === 'saved' && (isNew || draft.hasMoved)) writing.settleAt(`/entries/${draft.id}`)
    else if (state === 'kept' && isNew && draft.where === 'kept' && !draft.entry?.version) writing.settleAt(`/write#kept-${draft.id}`)
  },
})
