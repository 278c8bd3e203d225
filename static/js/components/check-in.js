// Where in the river? One tap notes it down; more may be said, and all of it can be taken back. A mark of the day is kept by
// itself; a mark of a page goes with the page that is being written.
import { drawRiver } from '../charts/river-chart.js'
import { checkInsOf, noteDown, takeBack, vocabulary } from '../lib/check-ins.js'
import { timeInWords, today } from '../lib/dates.js'
import { MOST_FEELINGS, NO_MARK, flipped, heldMark, isBlank, labelsOf, markInWords, markOf } from '../lib/marks.js'
import { inTurn } from '../lib/locks.js'
import { keepMarkHere, letGo } from '../lib/outbox.js'
import { whoIsHere } from '../lib/session.js'

const KEPT = 'Kept on this device', FIRST = 1, isPassing = error => error.status === 0 || error.status >= 500
const DEPTH = 80, STRAIGHT = [{ at: 0, lean: 0, wrote: 1 }, { at: 1, lean: 0, wrote: 1 }]

export const checkIn = () => ({
  ...NO_MARK, isOffered: false, hasBody: false, isFlipped: false, id: '', version: null, ownWord: '', told: '', trouble: '', earlier: [],
  words: null,

  get chosen() { return this.$root.querySelector(`[data-place="${this.river}"]`)?.dataset ?? { label: '', help: '' } },
  get said() { return this.chosen.label },
  get help() { return this.chosen.help },
  get ownWords() { return this.feelings.filter(word => !this.words.regions.some(region => region.includes(word))) },
  get isOfPage() { return this.$root.dataset.of === 'page' },
  get isMarked() { return this.isOfPage ? !isBlank(markOf(this)) : this.version !== null || this.told === KEPT },
  get isFull() { return this.feelings.length >= MOST_FEELINGS },

  async init() {
    const person = await whoIsHere().catch(() => null)
    if (!person?.check_in) return
    Object.assign(this, { isOffered: true, hasBody: person.body_words, isFlipped: person.river_flip })
    if (this.isFlipped) for (const row of [this.$refs.stones, this.$refs.banks]) row.replaceChildren(...[...row.children].reverse())
    this.watcher = new ResizeObserver(() => this.draw())
    this.watcher.observe(this.$refs.bed)
    if (!this.isOfPage) return this.readEarlier()
    if (this.pageMark) Object.assign(this, heldMark(this.pageMark))
  },
  destroy() { this.watcher?.disconnect() },

  draw() {
    const breadth = this.$refs.bed.parentElement.clientWidth
    if (!breadth || breadth === this.breadth) return
    this.breadth = breadth
    drawRiver(this.$refs.bed, STRAIGHT, { length: DEPTH, breadth, banks: true, turn: 240, step: 4, girth: 1.7, gap: 8, drifting: 0.8 })
  },

  async readEarlier() {
    const places = [...this.$root.querySelectorAll('[data-place]')].map(({ dataset }) => ({ key: dataset.place, label: dataset.label }))
    const labels = labelsOf(places)
    const { items } = await checkInsOf(today()).catch(() => ({ items: [] }))
    this.earlier = items.filter(mark => !mark.unreadable).map(mark => ({ id: mark.id, when: timeInWords(mark.at), words: markInWords(mark, labels) }))
  },

  // Several taps in a row are kept one after the other, so that each knows the version it changes.
  mark() {
    if (this.isOfPage) return this.handOver()
    this.saving = (this.saving ?? Promise.resolve()).then(() => this.keep())
    return this.saving
  },

  handOver() {
    const mark = markOf(this)
    this.$dispatch('marked', isBlank(mark) ? null : mark)
  },

  async keep() {
    const mark = markOf(this)
    if (isBlank(mark)) return this.isMarked ? this.forget() : undefined
    Object.assign(this, { told: '', trouble: '', id: this.id || crypto.randomUUID() })
    try {
      this.version = (await noteDown(this.id, mark, this.version)).version
      await letGo(this.id).catch(() => {})
      this.told = 'Noted'
    } catch (error) {
      if (isPassing(error) && await keepMarkHere({ id: this.id, version: this.version, mark }).catch(() => '')) this.told = KEPT
      else this.trouble = `This is not noted yet. ${error.errors?.feelings?.[0] ?? error.detail ?? ''}`.trim()
    }
  },

  // The words lie on the server until somebody wants them: most check-ins are one tap.
  async openMore() {
    if (this.words) return
    try {
      this.words = wordsOffered(await vocabulary())
    } catch (error) {
      this.trouble = error.detail || 'The words could not be fetched just now.'
    }
  },

  pick(list, word, most) {
    this[list] = flipped(this[list], word, most)
    return this.mark()
  },

  // Seventy words are one stop for Tab; the arrows walk among those that can be chosen.
  walk(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const words = [...event.currentTarget.querySelectorAll('button:enabled')]
    words.at((words.indexOf(event.target) + step) % words.length).focus()
  },

  feel(word) { return this.pick('feelings', word, MOST_FEELINGS) },

  near(key) {
    this.place = this.place === key ? '' : key
    return this.mark()
  },

  leaveBody() {
    Object.assign(this, { where: [], like: [] })
    return this.mark()
  },

  addOwnWord() {
    const word = this.ownWord.trim()
    this.ownWord = ''
    if (word && !this.feelings.includes(word)) return this.feel(word)
  },

  async takeBack() {
    if (this.isOfPage) {
      Object.assign(this, structuredClone(NO_MARK))
      return this.handOver()
    }
    await this.saving
    try {
      await inTurn('outbox', () => this.forget())
    } catch (error) {
      this.trouble = error.detail || 'That did not work. Please try again.'
    }
  },

  async forget() {
    const onlyWaited = await letGo(this.id).catch(() => false) && this.version === null
    if (!onlyWaited) await takeBack(this.id, this.version ?? FIRST)
    Object.assign(this, structuredClone(NO_MARK), { id: '', version: null, told: 'Taken back', trouble: '' })
  },
})

function wordsOffered({ feelings, body, connection }) {
  const places = connection.place.filter(place => place.key !== 'skip')
  const regions = Object.values(feelings).map(shuffled)
  return { regions, question: connection.question, places, to: connection.to, where: body.where, like: body.like, wayOut: body.way_out }
}

// No word of a region stands first because somebody thought of it first.
function shuffled(words) {
  return words.map(word => ({ word, at: Math.random() })).sort((one, other) => one.at - other.at).map(({ word }) => word)
}
