// Days in words and months as rows of a calendar. A day is always the ISO text the API gave, never a moment in some zone.
const NAMES = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }

const noon = day => new Date(`${day}T12:00:00Z`)
const told = (day, parts) => new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'UTC' }).format(noon(day))
const isoDay = date => date.toISOString().slice(0, 10)

export const weekdayOf = day => told(day, { weekday: 'long' })
export const shortDate = day => told(day, { day: 'numeric', month: 'short' })
export const monthName = (year, month) => told(firstOf(year, month), { month: 'long', year: 'numeric' })
export const wholeDate = day => told(day, NAMES).replace(',', '')

// Today in this browser's own zone.
export function today(now = new Date()) {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60000)
  return isoDay(local)
}

export const dayNumber = day => Math.floor(noon(day) / 86400000)
export const daysAgo = (day, from = today()) => Math.round((noon(from) - noon(day)) / 86400000)

// "Today", "Yesterday", "Thursday" within the week, then the date, with the year only when it is another one.
export function dayInWords(day, from = today()) {
  const ago = daysAgo(day, from)
  if (ago === 0) return 'Today'
  if (ago === 1) return 'Yesterday'
  if (ago > 1 && ago < 7) return weekdayOf(day)
  const year = day.slice(0, 4) === from.slice(0, 4) ? {} : { year: 'numeric' }
  return told(day, { weekday: 'short', day: 'numeric', month: 'short', ...year }).replace(',', '')
}

export function timeInWords(instant) {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(new Date(instant))
}

export function momentInWords(instant, from = today()) {
  return `${dayInWords(today(new Date(instant)), from)}, ${timeInWords(instant)}`
}

export function yearsAgoInWords(day, from = today()) {
  const years = Number(from.slice(0, 4)) - Number(day.slice(0, 4))
  return years === 1 ? 'A year ago today' : `${years} years ago today`
}

// Six weeks at most, Monday first; places outside the month are null.
export function monthRows(year, month) {
  const lead = (noon(firstOf(year, month)).getUTCDay() + 6) % 7
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const days = Array.from({ length }, (_, i) => `${year}-${two(month)}-${two(i + 1)}`)
  const places = [...Array(lead).fill(null), ...days]
  while (places.length % 7) places.push(null)
  return Array.from({ length: places.length / 7 }, (_, row) => places.slice(row * 7, row * 7 + 7))
}

export function monthBeside(year, month, step) {
  const moved = new Date(Date.UTC(year, month - 1 + step, 1))
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1 }
}

const two = number => String(number).padStart(2, '0')
const firstOf = (year, month) => `${year}-${two(month)}-01`
