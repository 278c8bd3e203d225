// What a page consists of while it is written, and when two of them say the same.
const FIELDS = ['title', 'body', 'prompt', 'concepts', 'tags', 'starred', 'check_in', 'assignment']

export function pageOf({ title = '', body = '', prompt = null, concepts = [], tags = [], starred = false, check_in = null, assignment = null }) {
  return { title, body, prompt: prompt?.id ?? prompt, concepts: [...concepts], tags: [...tags], starred, check_in, assignment }
}

export const samePage = (a, b) => Boolean(a && b) && FIELDS.every(name => JSON.stringify(a[name]) === JSON.stringify(b[name]))
const plain = text => (text ?? '').normalize('NFC').trim()
export const sameWords = (a, b) => plain(a.body) === plain(b.body) && plain(a.title) === plain(b.title)
