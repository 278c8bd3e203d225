// What a group is asked, told as its members read it.
import { dayInWords, within } from './dates.js'

const clock = at => `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
const localDay = at => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)

// As it stands within a sentence: until when, from when.
export function instantInWords(text) {
  const at = new Date(text)
  return `${within(dayInWords(localDay(at)))} ${clock(at)}`
}

// An instant as the field of a form holds it, where this phone is; empty for none.
export function localField(text) {
  if (!text) return ''
  const at = new Date(text)
  return `${localDay(at)}T${clock(at)}`
}

export function taskTold(task, members, now = Date.now()) {
  const { question, opens_at: opensAt, closes_at: closesAt, done, written, shared } = task
  const isComing = Boolean(opensAt) && Date.parse(opensAt) > now
  return {
    ...task, isComing, isOver: !task.open && !isComing,
    title: question.title || question.text, text: question.title ? question.text : '', href: `/write#for-${task.id}`,
    until: isComing ? `from ${instantInWords(opensAt)}` : closesAt ? `until ${instantInWords(closesAt)}` : '',
    stones: written === null ? [] : Array.from({ length: members }, (_, i) => ({ key: i, has: i < written })),
    counts: written === null ? '' : `${written} of ${members} have written`,
    given: shared ? `${shared} shared` : '',
    said: done ? 'You have written to this.' : '',
  }
}
