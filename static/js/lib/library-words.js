// Finds words in the library on this device: the library comes here once, and what is looked for goes nowhere.
import { shelf } from './shelf.js'

const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export async function readRows() {
  const { concepts, prompts } = await shelf()
  return [
    ...concepts.map(idea => rowOf(idea, `/concepts/${idea.slug}`, idea.gist, idea.grade_words)),
    ...prompts.filter(prompt => prompt.depth !== 'deep').map(prompt => rowOf(prompt, `/prompts/${prompt.id}`, prompt.text, `about ${prompt.minutes} min`)),
  ]
}

const rowOf = ({ title, lang }, href, text, beside) => ({ href, title, text, beside, lang, words: plain(`${title} ${text}`) })

// Every word has to stand there; a title that holds one comes first.
export function rowsWith(rows, text) {
  const words = plain(text).split(/\s+/u).filter(Boolean)
  if (!words.length) return []
  const found = rows.filter(row => words.every(word => row.words.includes(word)))
  const inTitle = row => words.some(word => plain(row.title).includes(word)) ? 0 : 1
  return found.sort((one, other) => inTitle(one) - inTitle(other)).slice(0, 30)
}
