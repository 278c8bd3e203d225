// Some days of the journal, set for paper: every page of them, oldest first. Made by hand, because there may be thousands.
import { daysAgo, today, wholeDate } from '../../lib/dates.js'
import { pagesOfDays } from '../../lib/entries.js'

export const onPaper = () => ({
  from: `${today().slice(0, 8)}01`, to: today(), rows: [], isBusy: false, isSet: false, trouble: '',

  get told() {
    if (this.isBusy) return this.rows.length ? `Fetching: ${this.rows.length} so far…` : 'Fetching…'
    if (!this.isSet) return ''
    if (!this.rows.length) return 'No page in these days.'
    return this.rows.length === 1 ? 'One page is set below.' : `${this.rows.length} pages are set below.`
  },

  init() {
    const named = new URLSearchParams(location.hash.slice(1)), isDay = day => /^\d{4}-\d{2}-\d{2}$/.test(day ?? '') && !Number.isNaN(daysAgo(day))
    if (isDay(named.get('from'))) this.from = named.get('from')
    if (isDay(named.get('to'))) this.to = named.get('to')
  },

  async gather() {
    Object.assign(this, { rows: [], isBusy: true, isSet: false, trouble: '' })
    try {
      await pagesOfDays(this, pages => { this.rows = [...this.rows, ...pages] })
      this.$refs.sheets.replaceChildren(...this.rows.toReversed().map(sheetOf))
      this.isSet = true
    } catch (error) {
      this.trouble = error.detail || 'Not all pages could be fetched. Please try again.'
    }
    this.isBusy = false
  },

  print() { globalThis.print() },
})

function sheetOf({ day, title, prompt, body, tags, unreadable }) {
  const sheet = element('article', 'on-paper__sheet')
  sheet.append(element('p', 'on-paper__day', wholeDate(day)))
  if (title) sheet.append(element('h2', '', title))
  if (prompt?.title) sheet.append(element('p', 'small soft', `In answer to “${prompt.title}”`))
  sheet.append(element('div', 'on-paper__body', unreadable ? 'A page that this session cannot open.' : body))
  if (tags.length) sheet.append(element('p', 'small soft', tags.join(' · ')))
  return sheet
}

function element(name, className, text = '') {
  return Object.assign(document.createElement(name), { className, textContent: text })
}
