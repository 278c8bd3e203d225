// What the room sees on the wall: the question, the code, the clock, and how many have written. Nothing private.
import { pictureOf } from '../../lib/code-picture.js'
import { clockOf, follow, RESTING, secondsLeft } from '../../lib/moment.js'
import { groupInAddress, listCodes, listTasks, readGroup } from '../../lib/groups.js'

const SECOND = 1_000, LOOK_EVERY = 5_000

export const live = () => ({
  group: { name: '', agreements: [], purpose: '', role: '' }, moment: RESTING, left: null, hasLine: true, code: null, written: null, members: 0, isNew: false, sorry: '',

  get isArriving() { return this.moment.stage === 'arriving' || this.moment.stage === 'resting' },
  get isClosing() { return this.moment.stage === 'closing' },
  get title() { return this.question?.title ?? '' },
  get text() { return this.question?.text ?? '' },
  get question() { return this.isArriving || this.isClosing ? null : this.moment.question },
  get heading() { return this.isClosing ? 'Finish your sentence.' : this.isArriving ? 'Welcome' : this.title || this.text || 'A quiet page' },
  get words() { return this.isClosing ? 'What you wrote stays yours. Nobody reads it unless you give it to them.' : this.isArriving ? this.group.purpose : this.title ? this.text : '' },
  get steps() { return this.isArriving || this.isClosing ? [] : this.moment.steps.slice(this.moment.step, this.moment.step + 1) },
  get agreements() { return this.isArriving ? this.group.agreements : [] },
  get clock() { return this.moment.stage === 'writing' ? clockOf(this.left) : '' },
  get clockTold() { return this.moment.left === null ? '' : 'paused' },
  get picture() { return pictureOf(this.code) },
  get letters() { return this.code ? this.code.code : '' },
  get place() { return this.code ? this.code.link.replace(/^https?:\/\//, '').replace(/#.*$/, '') : '' },
  get counted() { return this.question && this.written !== null ? `${this.written} of ${this.members} have written` : '' },
  get stones() { return Array.from({ length: this.question ? this.written ?? 0 : 0 }, (_, at) => ({ at, x: 4 + (at * 61) % 92, y: 30 + (at * 37) % 40 })) },
  get offline() { return this.hasLine ? '' : 'No line just now. The clock goes on by itself.' },

  async init() {
    try {
      this.group = await readGroup(groupInAddress())
      if (this.group.role === 'facilitator') this.code = (await listCodes(groupInAddress())).find(code => code.code) ?? null
    } catch {
      this.sorry = 'There is no such group here.'
      return
    }
    follow(groupInAddress(), { tell: moment => Object.assign(this, { moment, left: secondsLeft(moment) }), line: hasLine => { this.hasLine = hasLine } })
    setInterval(() => { this.left = secondsLeft(this.moment) }, SECOND)
    this.count()
    setInterval(() => this.count(), LOOK_EVERY)
  },

  async count() {
    if (!this.moment.assignment) return
    const [group, tasks] = await Promise.all([readGroup(groupInAddress()), listTasks(groupInAddress())]).catch(() => [])
    if (!group) return
    this.members = group.members
    this.written = tasks.find(task => task.id === this.moment.assignment)?.written ?? null
  },
})
