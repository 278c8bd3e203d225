// What changed between two versions of a text, word by word. Returns parts: { kind: 'same' | 'gone' | 'new', text }.
const TOO_MANY = 4_000_000

export function compare(before, after) {
  const old = words(before), now = words(after)
  const head = sharedStart(old, now)
  const tail = sharedStart(old.slice(head).reverse(), now.slice(head).reverse())
  const middle = changes(old.slice(head, old.length - tail), now.slice(head, now.length - tail))
  return joined([...same(old.slice(0, head)), ...middle, ...same(old.slice(old.length - tail))])
}

const words = text => text.match(/\s+|[^\s]+/g) ?? []
const same = tokens => tokens.map(text => ({ kind: 'same', text }))
const gone = tokens => tokens.map(text => ({ kind: 'gone', text }))
const fresh = tokens => tokens.map(text => ({ kind: 'new', text }))

function sharedStart(a, b) {
  let i = 0
  while (i < a.length && i < b.length && a[i] === b[i]) i++
  return i
}

function changes(old, now) {
  if (old.length * now.length > TOO_MANY) return [...gone(old), ...fresh(now)]
  const lengths = commonLengths(old, now), parts = []
  let i = 0, j = 0
  while (i < old.length && j < now.length) {
    if (old[i] === now[j]) { parts.push({ kind: 'same', text: old[i] }); i++; j++ }
    else if (lengths[i + 1][j] >= lengths[i][j + 1]) parts.push({ kind: 'gone', text: old[i++] })
    else parts.push({ kind: 'new', text: now[j++] })
  }
  return [...parts, ...gone(old.slice(i)), ...fresh(now.slice(j))]
}

// The length of the longest common run of words from each pair of places onward.
function commonLengths(old, now) {
  const table = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1))
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      table[i][j] = old[i] === now[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1])
    }
  }
  return table
}

function joined(parts) {
  const runs = []
  for (const part of parts) {
    if (runs.at(-1)?.kind === part.kind) runs.at(-1).text += part.text
    else runs.push({ ...part })
  }
  return runs
}
