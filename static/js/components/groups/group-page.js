// One group: what it is asked now, what the room does together, and the way out. Those who lead see more below.
import { taskChanges } from './task-changes.js'
import { clockOf, follow, RESTING, secondsLeft } from '../../lib/moment.js'
import { groupInAddress, leaveGroup, listTasks, readGroup, sayDone } from '../../lib/groups.js'
import { refusals } from '../../lib/refusals.js'
import { together } from '../../lib/together.js'
import { taskTold } from '../../lib/tasks.js'

const NO_GROUP = { id: '', version: 0, name: '', purpose: '', agreements: [], facilitators: [], members: 0, role: '', workplace: false, closed: false, called: '', unreadable: false }
const SECOND = 1_000

export const groupPage = () => together(refusals(), taskChanges(), {
  group: NO_GROUP, tasks: [], moment: RESTING, left: null, hasLine: true, isKnown: false, sorry: '', keeps: false,

  get isLoading() { return !this.isKnown && !this.sorry },
  get leads() { return this.isKnown && this.group.role === 'facilitator' },
  get isOpen() { return this.isKnown && !this.group.closed },
  get kicker() { return this.leads ? 'You lead' : this.isKnown ? 'You take part' : '' },
  // What the room is at stands above already.
  get open() { return this.tasks.filter(task => task.open && (this.leads || !this.isLive || task.id !== this.moment.assignment)) },
  get coming() { return this.tasks.filter(task => task.isComing) },
  get earlier() { return this.tasks.filter(task => task.isOver) },
  get isQuiet() { return this.isKnown && !this.isLive && !this.open.length },
  get ledBy() { return this.group.facilitators.map(one => one.called).join(', ') },
  get isLive() { return this.isOpen && this.moment.stage !== 'resting' },
  get clock() { return clockOf(this.left) },
  get liveTitle() { return LIVE[this.moment.stage] ?? '' },
  get liveWords() { return this.moment.question ? this.moment.question.title || this.moment.question.text : '' },
  get liveText() { return this.moment.question?.title ? this.moment.question.text : '' },
  get liveStep() { return this.moment.steps[this.moment.step] ?? '' },
  get writeHref() { return this.moment.assignment ? `/write#for-${this.moment.assignment}` : '/write' },

  async init() {
    await this.load()
    if (!this.isKnown) return
    follow(groupInAddress(), { tell: moment => this.turn(moment), line: hasLine => { this.hasLine = hasLine } })
    setInterval(() => { this.left = secondsLeft(this.moment) }, SECOND)
  },

  async load() {
    try {
      const [group, tasks] = await Promise.all([readGroup(groupInAddress()), listTasks(groupInAddress())])
      Object.assign(this, { group, tasks: tasks.map(task => taskTold(task, group.members)), isKnown: true, sorry: '' })
    } catch (error) {
      this.sorry = error.status === 404 ? 'There is no such group, or you are not in it any more.' : 'We could not fetch this group just now. What you write is safe.'
    }
  },

  async turn(moment) {
    const isNews = moment.version !== this.moment.version && this.moment.version > 0
    Object.assign(this, { moment, left: secondsLeft(moment) })
    this.$dispatch('turned', moment)
    if (isNews || moment.stage !== 'resting') await this.load()
  },

  // Answered somewhere else, on paper for instance; nobody but oneself sees which.
  say(task, isDone) {
    return this.attempt(async () => {
      await sayDone(task.id, isDone)
      await this.load()
    })
  },

  askToLeave() { this.$refs.leaving.showModal() },
  stay() { this.$refs.leaving.close() },

  leave() {
    return this.attempt(async () => {
      await leaveGroup(this.group.id, this.keeps)
      location.replace('/groups')
    })
  },
})

const LIVE = { arriving: 'The group is arriving', asking: 'Now, together', writing: 'Quiet writing', closing: 'Finish your sentence' }
