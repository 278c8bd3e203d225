// A file from elsewhere: looked at as soon as it is chosen, and taken in when its owner says so.
import { bringAlong, countTold, reportLines } from '../../lib/portability.js'
import { refusals } from '../../lib/refusals.js'
import { together } from '../../lib/together.js'

export const bringing = () => together(refusals(), {
  file: null, passphrase: '', isSealed: false, report: null, told: '', done: 0, of: 0,

  get lines() { return this.report ? reportLines(this.report) : [] },
  get troubles() { return this.report?.troubles ?? [] },
  get troublesTold() { return `${countTold(this.report?.unreadable ?? 0, 'thing')} could not be read` },
  get isRehearsed() { return Boolean(this.report?.rehearsal && this.fresh) },
  get isDone() { return Boolean(this.report && !this.report.rehearsal) },
  get fresh() { return this.report ? this.report.entries.new + this.report.check_ins.new + this.report.account.length : 0 },
  get act() { return this.report?.entries.new ? `Bring ${countTold(this.report.entries.new, 'page')} along` : 'Bring it along' },

  choose(event) {
    Object.assign(this, { file: event.currentTarget.files[0] ?? null, passphrase: '', isSealed: false, report: null, told: '', trouble: '' })
    return this.file ? this.look() : null
  },

  look() {
    return this.attempt(async () => {
      Object.assign(this, { told: 'Looking at it…', report: null })
      try {
        this.report = await bringAlong(this.file, { passphrase: this.passphrase, rehearsal: true })
        Object.assign(this, { isSealed: false, told: 'This is what it holds. Nothing has been taken in yet.' })
      } catch (error) {
        this.told = ''
        if (!error.is?.('passphrase-needed')) throw error
        if (this.isSealed) this.trouble = error.detail
        this.isSealed = true
      }
    })
  },

  bring() {
    return this.attempt(async () => {
      Object.assign(this, { told: 'Bringing it along…', done: 0, of: this.fresh })
      try {
        const heard = ({ done, of }) => Object.assign(this, { done, of, told: `${done} of ${of}…` })
        this.report = await bringAlong(this.file, { passphrase: this.passphrase, heard })
        this.told = 'It is here.'
      } catch (error) {
        this.told = 'What came before is kept. Bring the same file again, and it goes on from there.'
        throw error
      } finally {
        this.of = 0
      }
    })
  },
})
