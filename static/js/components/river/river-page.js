// Looking back: the marks of some weeks as a river, the same in words, and the ideas that met on a page.
import { drawMeetings } from '../../charts/meeting-map.js'
import { drawSeason } from '../../charts/season-map.js'
import { forgetAllCheckIns, forgetCheckIn, lookBack, vocabulary } from '../../lib/check-ins.js'
import { get } from '../../lib/api.js'
import { dayInWords, shortDate, today, within } from '../../lib/dates.js'
import { ideasNamed } from '../../lib/ideas.js'
import { labelsOf, markInWords, wordsChosen } from '../../lib/marks.js'
import { dryAfter, milestones, seasonPoints } from '../../lib/season.js'
import { readPerson } from '../../lib/session.js'

const A_FEW = 7, PACE = { 4: 150, 12: 76, 52: 30 }, LONGEST_LIST = 24

export const riverPage = () => ({
  weeks: 12, days: [], rows: [], words: [], meetings: [], isAll: false, isKnown: false, isFlipped: false, trouble: '',

  get shown() { return this.isAll ? this.rows : this.rows.slice(0, A_FEW) },
  get hasMore() { return this.shown.length < this.rows.length },
  get hasAlone() { return this.rows.some(row => row.id) },
  get isEmpty() { return this.isKnown && this.rows.length === 0 },

  async init() {
    // Kept by name: asked from a row that is gone, $refs finds nothing.
    const { river, map, words: heading } = this.$refs
    Object.assign(this, { river, map, heading })
    this.watcher = new ResizeObserver(() => this.draw())
    this.watcher.observe(river.parentElement)
    const person = await readPerson().catch(() => null)
    this.isFlipped = Boolean(person?.river_flip)
    if (this.isFlipped) this.$refs.banks.replaceChildren(...[...this.$refs.banks.children].reverse())
    await this.read()
  },
  destroy() { this.watcher?.disconnect() },

  async read() {
    const to = today(), from = weeksBefore(to, this.weeks)
    this.trouble = ''
    try {
      const [{ days, meetings }, words] = await Promise.all([lookBack(from, to), vocabulary()])
      const labels = labelsOf([...words.river.place, ...words.connection.place])
      Object.assign(this, { from, to, days, isKnown: true, isAll: false })
      this.rows = days.flatMap(day => day.marks.map(mark => rowOf(day.day, mark, labels)))
      this.words = wordsChosen(days.flatMap(day => day.marks), words.feelings)
      this.meetings = meetings.slice(0, LONGEST_LIST).map(meetingOf)
      this.$nextTick(() => this.draw(true))
    } catch (error) {
      this.trouble = error.detail || 'We could not reach your river just now. Your marks are safe.'
    }
  },

  draw(again = false) {
    const breadth = this.river.parentElement.clientWidth
    if (!this.isKnown || !breadth || (breadth === this.breadth && !again)) return
    this.breadth = breadth
    const { from, to, weeks, isFlipped } = this, points = seasonPoints(this.days, from, to), length = weeks * PACE[weeks]
    const shape = { length, breadth, bank: breadth * 0.14, turn: 230, reach: 0.05, dry: dryAfter(from, to), scatter: 14, gap: 9 }
    drawSeason(this.river, { points, milestones: milestones(from, to), isFlipped, ...shape })
    if (this.meetings.length) drawMeetings(this.map, this.meetings)
  },

  showAll() { this.isAll = true },

  async takeBack(row) {
    try {
      await forgetCheckIn(await get(`/check-ins/${row.id}`))
      await this.read()
      this.heading.focus()
    } catch (error) {
      this.trouble = error.detail || 'That did not work. Please try again.'
    }
  },

  async takeAllBack() {
    this.$refs.sure.close()
    try {
      await forgetAllCheckIns()
    } catch (error) {
      this.trouble = error.detail || 'That did not work. Please try again.'
      return
    }
    await this.read()
    this.heading.focus()
  },
})

function rowOf(day, mark, labels) {
  const { entry } = mark
  return {
    key: mark.check_in ?? entry.id, id: mark.check_in, when: dayInWords(day), of: `the mark of ${within(dayInWords(day))}`, words: markInWords(mark, labels), note: mark.note,
    href: entry ? `/entries/${entry.id}` : '', title: entry ? entry.title || 'the page' : '',
  }
}

function meetingOf({ concepts, entries }) {
  const ideas = ideasNamed(concepts)
  return {
    key: concepts.join(' '), ideas, names: ideas.map(idea => idea.title).join(' and '),
    leaves: entries.map(leaf => ({ id: leaf.id, href: `/entries/${leaf.id}`, title: leaf.title || `the page of ${shortDate(leaf.day)}` })),
  }
}

function weeksBefore(day, weeks) {
  const then = new Date(Date.parse(`${day}T12:00:00Z`) - (weeks * 7 - 1) * 86_400_000)
  return then.toISOString().slice(0, 10)
}
