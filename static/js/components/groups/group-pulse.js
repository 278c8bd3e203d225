// What everybody is asked all together. No number before it is published, and none at all under five.
import { askAll, chooseIn, listPulses, publishPulse, takeChoiceBack } from '../../lib/groups.js'
import { pulseTold } from '../../lib/pulse.js'
import { refusals } from '../../lib/refusals.js'
import { together } from '../../lib/together.js'

const SHOWN = 3

export const groupPulse = () => together(refusals(), {
  items: [], text: '', choices: '', isOwn: false, isAll: false, seen: 0,

  get shown() { return this.isAll ? this.items : this.items.slice(0, SHOWN) },
  get hasMore() { return !this.isAll && this.items.length > SHOWN },
  get isAny() { return this.items.length > 0 },

  init() { return this.read() },

  async read() { this.items = (await listPulses(this.group.id)).map(pulseTold) },

  // A session that goes on may have put or published a question.
  look(moment) {
    if (moment.version === this.seen) return
    this.seen = moment.version
    this.read().catch(() => {})
  },

  choose(item, choice) { return this.then(() => (item.answer === choice.at ? takeChoiceBack(item.id) : chooseIn(item.id, choice.at))) },
  publish(item) { return this.then(() => publishPulse(item.id)) },
  askRiver() { return this.then(() => askAll(this.group.id, {})) },

  askOwn() {
    return this.then(async () => {
      const choices = this.choices.split('\n').map(line => line.trim()).filter(Boolean)
      await askAll(this.group.id, { text: this.text.trim(), choices })
      Object.assign(this, { text: '', choices: '', isOwn: false })
    })
  },

  showAll() { this.isAll = true },
  openOwn() { this.isOwn = true },

  then(act) {
    return this.attempt(async () => {
      await act()
      await this.read()
    })
  },
})
