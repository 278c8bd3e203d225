// The remote of a live session: what the room does next. Two who lead may both hold it; the later one is told.
import { secondsLeft } from '../../lib/moment.js'
import { turnMoment } from '../../lib/groups.js'
import { refusals } from '../../lib/refusals.js'
import { together } from '../../lib/together.js'

const MINUTE = 60

export const groupRemote = () => together(refusals(), {
  chosen: '', minutes: 7,

  get stage() { return this.moment.stage },
  get isOn() { return this.stage !== 'resting' },
  get isRunning() { return Boolean(this.moment.ends_at) },
  get hasClock() { return this.left !== null },
  get hasSteps() { return this.moment.steps.length > 1 },
  get isFirst() { return this.moment.step === 0 },
  get isLast() { return this.moment.step >= this.moment.steps.length - 1 },

  init() { this.chosen = this.moment.assignment ?? this.tasks[0]?.id ?? '' },

  start() { return this.go({ stage: 'arriving', assignment: null, step: 0, left: null }) },
  ask() { return this.go({ stage: 'asking', assignment: this.chosen || null, step: 0, left: null }) },
  write() { return this.go({ stage: 'writing', assignment: this.moment.assignment ?? (this.chosen || null), left: this.minutes * MINUTE }) },
  more() { return this.go({ left: Math.min(secondsLeft(this.moment) + MINUTE, 120 * MINUTE), running: this.isRunning }) },
  pause() { return this.go({ left: secondsLeft(this.moment), running: false }) },
  resume() { return this.go({ left: secondsLeft(this.moment), running: true }) },
  back() { return this.go({ step: this.moment.step - 1 }) },
  on() { return this.go({ step: this.moment.step + 1 }) },
  close() { return this.go({ stage: 'closing', left: null }) },
  end() { return this.go({ stage: 'resting', assignment: null, step: 0, left: null }) },

  go(change) {
    return this.attempt(async () => {
      const { stage, assignment, step, version } = this.moment
      const clock = 'left' in change ? {} : { left: secondsLeft(this.moment), running: this.isRunning }
      try {
        await this.turn(heard(await turnMoment(this.group.id, { stage, assignment, step, ...clock, ...change }, version)))
      } catch (error) {
        if (error.status !== 412) throw error
        await this.turn(heard(error.current))
        this.trouble = 'Somebody else who leads has just gone on. This is how it stands now.'
      }
    })
  },
})

const heard = moment => ({ ...moment, ahead: Date.parse(moment.now) - Date.now() })
