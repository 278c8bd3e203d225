// Days in words and months as rows of a calendar. A day is always the ISO text the API gave, never a moment in some zone.
// The names stand here because asking Intl for them takes a phone a twentieth of a second, before anything is shown.
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

const noon = day => new Date(`${day}T12:00:00Z`)
const monthOf = day => MONTHS[noon(day).getUTCMonth()]
const brief = name => name.slice(0, 3)
const two = number => String(number).padStart(2, '0')
const isoDay = date => date.toISOString().slice(0, 10)

export const weekdayOf = day => WEEKDAYS[noon(day).getUTCDay()]
export const shortDate = day => `${noon(day).getUTCDate()} ${brief(monthOf(day))}`
export const monthName = (year, month) => `${MONTHS[month - 1]} ${year}`
export const wholeDate = day => `${weekdayOf(day)} ${noon(day).getUTCDate()} ${monthOf(day)} ${day.slice(0, 4)}`

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
  const date = `${brief(weekdayOf(day))} ${shortDate(day)}`
  return day.slice(0, 4) === from.slice(0, 4) ? date : `${date} ${day.slice(0, 4)}`
}

// Within a sentence the near days are written small.
export const within = words => words.replace(/^(Today|Yesterday)\b/, word => word.toLowerCase())

export function timeInWords(instant) {
  const moment = new Date(instant)
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`
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

const firstOf = (year, month) => `${year}-${two(month)}-01`
