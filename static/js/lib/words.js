// Counting and shortening what people write, and the few plural forms the pages need.
export const countWords = text => (text.match(/\S+/gu) ?? []).length
export const wordsTold = count => count === 1 ? '1 word' : `${count} words`

export function firstLine(text, longest = 60) {
  const line = text.trim().split('\n', 1)[0]
  return line.length <= longest ? line : `${line.slice(0, longest).replace(/\s+\S*$/u, '')}…`
}

export function opening(text, longest = 220) {
  const plain = text.trim().replace(/\s+/gu, ' ')
  return plain.length <= longest ? plain : `${plain.slice(0, longest).replace(/\s+\S*$/u, '')}…`
}

// A page without a title is called by its first line.
export const nameOf = entry => entry.unreadable ? 'A page we cannot open' : entry.title || firstLine(entry.body ?? '') || 'An untitled page'
