// A question to all, and what may be told of its answers, in words.
export function pulseTold(item) {
  const { result, published, may_answer: mayAnswer, least, members, answer } = item
  return {
    ...item, mayAnswer,
    options: item.choices.map((words, at) => ({ at, words, isMine: at === answer })),
    told: result ? `${result.answers} answers. ${resultInWords(result, item.choices)}` : '',
    isSilent: published && !result,
    hint: published ? '' : `Told only when it is closed, to everybody at once, and never with fewer than ${least} answers. ${members} can answer. Never who said what.`,
    stones: result ? stonesOf(result, item.choices.length) : [],
  }
}

export function resultInWords({ middle, bands }, choices) {
  if (middle !== null) return Number.isInteger(middle) ? `The middle lies at “${choices[middle]}”.` : `The middle lies between “${choices[Math.floor(middle)]}” and “${choices[Math.ceil(middle)]}”.`
  const told = bands.map(({ first, last, percent }) => `about ${percent} in a hundred at ${first === last ? `“${choices[first]}”` : `“${choices[first]}” to “${choices[last]}”`}`).join('; ')
  return `${told[0].toUpperCase()}${told.slice(1)}.`
}

// Where stones lie between the two ends, in hundredths of the way; a band's stone grows with it.
function stonesOf({ middle, bands }, many) {
  const at = place => Math.round(100 * place / (many - 1))
  if (middle !== null) return [{ key: 0, at: at(middle), size: 1 }]
  return bands.filter(band => band.percent).map((band, key) => ({ key, at: at((band.first + band.last) / 2), size: 0.6 + band.percent / 60 }))
}
