// An answer that tells line by line how far it is: each line as it comes.
import { OfflineError } from './api.js'

export async function* linesOf(response) {
  const decoder = new TextDecoder()
  let held = ''
  for await (const piece of piecesOf(response)) {
    const lines = (held + decoder.decode(piece, { stream: true })).split('\n')
    held = lines.pop()
    yield* lines.filter(Boolean).map(line => JSON.parse(line))
  }
}

// A reader, because not every browser lets a stream be walked through.
export async function* piecesOf(response) {
  const reader = response.body.getReader()
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value
  } catch (error) {
    throw error.name === 'AbortError' ? error : new OfflineError()
  }
}
