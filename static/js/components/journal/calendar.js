// A month at a time, with a stone on the days that have a page. Nothing is counted.
import { daysWritten, morePages } from '../../lib/entries.js'
import { monthBeside, monthName, monthRows, today, wholeDate } from '../../lib/dates.js'
import { rowsOf } from '../../lib/rows.js'
import { onceShown } from '../../lib/shown.js'

export const calendar = () => ({
  year: Number(today().slice(0, 4)), month: Number(today().slice(5, 7)),
  written: {}, years: {}, day: '', pages: [], trouble: '',

  get name() { return monthName(this.year, this.month) },
  get isThisMonth() { return today().startsWith(`${this.year}-${String(this.month).padStart(2, '0')}`) },
  get dayTold() { return this.day ? wholeDate(this.day) : '' },
  get weeks() {
    return monthRows(this.year, this.month).map((week, row) => ({ key: `${this.year}-${this.month}-${row}`, places: week.map((day, column) => this.place(day, column)) }))
  },

  init() { return this.readYear() },

  place(day, column) {
    const isWritten = Boolean(day && this.written[day])
    const number = day ? Number(day.slice(8)) : ''
    return { key: day ?? `gap-${column}`, day, number, isWritten, isPlain: Boolean(day) && !isWritten, isToday: day === today() ? 'date' : false, label: isWritten ? `${wholeDate(day)}, read` : '' }
  },

  before() { return this.go(-1) },
  after() { return this.go(1) },

  go(step) {
    Object.assign(this, monthBeside(this.year, this.month, step), { day: '', pages: [] })
    return this.readYear()
  },

  async readYear() {
    const { year } = this
    if (this.years[year]) return
    try {
      const { days } = await daysWritten(year)
      this.years[year] = true
      this.written = { ...this.written, ...Object.fromEntries(days.map(day => [day, true])) }
      this.trouble = ''
    } catch {
      this.trouble = 'We could not fetch this year just now.'
    }
  },

  async show(day) {
    Object.assign(this, { day, pages: [], trouble: '' })
    try {
      const { items } = await morePages({ from: day, to: day })
      if (this.day !== day) return
      this.pages = rowsOf(items)
      this.$nextTick(() => onceShown(() => this.$refs.day.focus()))
    } catch {
      this.trouble = 'We could not fetch this day just now. Its pages are safe.'
    }
  },
})
