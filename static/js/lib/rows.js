// Entries as the rows of a list: what each is called, when it was, how it begins, what it touches.
import { dayInWords } from './dates.js'
import { ideasNamed } from './ideas.js'
import { nameOf, opening } from './words.js'

export const rowsOf = (entries, name = ideasNamed) => entries.map(entry => rowOf(entry, name))

function rowOf(entry, name) {
  return {
    id: entry.id, version: entry.version, day: entry.day, unreadable: Boolean(entry.unreadable), starred: Boolean(entry.starred),
    name: nameOf(entry),
    when: dayInWords(entry.day),
    href: `/entries/${entry.id}`,
    begins: entry.title || !entry.body ? opening(entry.body ?? '') : restOf(entry.body),
    ideas: name(entry.concepts),
    tags: entry.tags ?? [],
    excerpt: entry.excerpt ?? { before: '', match: '', after: '' },
  }
}

// What follows the first line, when that line is already the name.
function restOf(body) {
  const lines = body.trim().split('\n')
  return lines[0].length > 60 ? opening(body) : opening(lines.slice(1).join(' '))
}
