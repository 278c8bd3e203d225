// Prompts from the library: the one for today, its alternatives, and any by its public id. Without a line they come from the shelf.
import { get } from './api.js'
import { promptFor, shelf } from './shelf.js'
import { today } from './dates.js'

export const promptOfToday = skip => orFromShelf(
  async () => (await get('/prompts/today', { query: { skip: skip || null }, stay: true })).prompt,
  prompts => promptFor(prompts, today(), skip),
)
export const findPrompt = id => orFromShelf(
  () => get(`/prompts/${encodeURIComponent(id)}`, { stay: true }),
  prompts => prompts.find(prompt => prompt.id === id),
)

export const pathOf = id => get(`/paths/${encodeURIComponent(id)}`, { stay: true })

async function orFromShelf(ask, choose) {
  try {
    return await ask()
  } catch (error) {
    if (error.status !== 0) throw error
    const found = choose((await shelf()).prompts)
    if (!found) throw error
    return found
  }
}
