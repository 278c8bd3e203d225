// Entries as the rows of a list: what each is called, when it was, how it begins, what it touches.
import { dayInWords, wholeDate } from './dates.js'
import { ideasNamed } from './ideas.js'
import { afterFirstLine, nameOf, opening } from './words.js'

export const rowsOf = (entries, name = ideasNamed) => entries.map(entry => rowOf(entry, name))

function rowOf(entry, name) {
  return {
    id: entry.id, version: entry.version, day: entry.day, unreadable: Boolean(entry.unreadable), starred: Boolean(entry.starred),
    name: nameOf(entry) || wholeDate(entry.day),
    when: dayInWords(entry.day),
    href: `/entries/${entry.id}`,
    begins: entry.title || !entry.body ? opening(entry.body ?? '') : opening(afterFirstLine(entry.body)),
    ideas: name(entry.concepts),
    tags: entry.tags ?? [],
    excerpt: entry.excerpt ?? { before: '', match: '', after: '' },
  }
}
