// What a check-in holds, and how it is told. Words only: nothing here is a number.
export const MOST_FEELINGS = 3
export const NO_MARK = { river: '', feelings: [], where: [], like: [], place: '', to: [], note: '' }

// As the API takes it; what was not marked is left out.
export function markOf({ river, feelings, where, like, place, to, note }) {
  return {
    river: river || null,
    feelings: [...feelings],
    body: where.length || like.length ? { where: [...where], like: [...like] } : null,
    connection: place || to.length ? { place: place || null, to: [...to] } : null,
    note: note.trim(),
  }
}

// And as the page holds it.
export const heldMark = ({ river, feelings, body, connection, note }) => ({
  river: river ?? '', feelings: [...feelings], where: [...body?.where ?? []], like: [...body?.like ?? []],
  place: connection?.place ?? '', to: [...connection?.to ?? []], note: note ?? '',
})

export const isBlank = mark => !mark.river && !mark.feelings.length && !mark.body && !mark.connection && !mark.note

export const labelsOf = places => Object.fromEntries(places.map(({ key, label }) => [key, label]))

// A mark in one line: the place, the feelings, the body, who is near.
export function markInWords(mark, labels) {
  const near = mark.connection?.place ? labels[mark.connection.place] ?? mark.connection.place : ''
  const parts = [
    mark.river ? (labels[mark.river] ?? mark.river).toLowerCase() : '',
    mark.feelings.join(', '),
    [...mark.body?.where ?? [], ...mark.body?.like ?? []].join(', '),
    [near, ...mark.connection?.to ?? []].filter(Boolean).join(', '),
  ]
  return parts.filter(Boolean).join(' · ')
}

// One more of a list, or one fewer; never more than there may be.
export function flipped(list, word, most = Infinity) {
  if (list.includes(word)) return list.filter(other => other !== word)
  return list.length < most ? [...list, word] : list
}

// The words somebody chose, by where they lie, each once; those chosen again are told apart, not counted.
export function wordsChosen(marks, regions) {
  const chosen = new Map()
  for (const word of marks.flatMap(mark => mark.feelings)) chosen.set(word, chosen.has(word))
  const regionOf = word => Object.keys(regions).find(region => regions[region].includes(word)) ?? 'own'
  return [...chosen].map(([word, isAgain]) => ({ word, isAgain, region: regionOf(word) }))
}
