// The reading room of those who lead: what somebody gave them by name, and one answer to it. Nothing goes on from here.
import { answerShare, listReceived, readShare, takeAnswerBack } from '../../lib/shares.js'
import { dayInWords, within } from '../../lib/dates.js'
import { refusals } from '../../lib/refusals.js'
import { together } from '../../lib/together.js'

export const groupReading = () => together(refusals(), {
  items: [], open: null, text: '', isKnown: false,

  get isEmpty() { return this.isKnown && !this.items.length },
  get openId() { return this.open ? this.open.id : '' },
  get words() { return this.open ? this.open.text : '' },
  get answer() { return this.open ? this.open.answer : null },
  get hasAnswer() { return this.answer !== null },

  init() { return this.attempt(() => this.read()) },

  async read() {
    this.items = (await listReceived(this.group.id)).map(told)
    this.isKnown = true
  },

  show(item) {
    return this.attempt(async () => {
      this.open = this.openId === item.id ? null : await readShare(item.id)
      this.text = ''
    })
  },

  send() {
    return this.attempt(async () => {
      await answerShare(this.open.id, this.text)
      this.open = await readShare(this.open.id)
      this.text = ''
    })
  },

  takeBack() {
    return this.attempt(async () => {
      await takeAnswerBack(this.open.id)
      this.open = await readShare(this.open.id)
    })
  },
})

const told = item => ({
  ...item, who: item.unreadable ? 'A copy we cannot open' : item.giver,
  when: [item.title, item.until && `until ${within(dayInWords(item.until))}`].filter(Boolean).join(' · '),
})
