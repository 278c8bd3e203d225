// Counting and shortening what people write, and the few plural forms the pages need.
export const countWords = text => (text.match(/\S+/gu) ?? []).length
export const wordsTold = count => count === 1 ? '1 word' : `${count} words`

export function firstLine(text, longest = 60) {
  const line = text.trim().split('\n', 1)[0]
  return line.length <= longest ? line : `${cut(line, longest)}…`
}

// What comes after the first line as it was shown.
export function afterFirstLine(text, longest = 60) {
  const plain = text.trim(), line = plain.split('\n', 1)[0]
  return line.length <= longest ? plain.slice(line.length) : `… ${plain.slice(cut(line, longest).length).replace(/^[\s\p{P}]+/u, '')}`
}

export function opening(text, longest = 220) {
  const plain = text.trim().replace(/\s+/gu, ' ')
  return plain.length <= longest ? plain : `${cut(plain, longest)}…`
}

const cut = (text, longest) => text.slice(0, longest).replace(/[\s\p{P}]+\S*$/u, '')

// A page without a title is called by its first line; one without words has no name yet.
export const nameOf = entry => entry.unreadable ? 'A page we cannot open' : entry.title || firstLine(entry.body ?? '')
