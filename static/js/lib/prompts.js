// Prompts from the library: the one for today, its alternatives, and any by its public id.
import { get } from './api.js'

export const promptOfToday = async skip => (await get('/prompts/today', { query: { skip: skip || null }, stay: true })).prompt
export const findPrompt = id => get(`/prompts/${encodeURIComponent(id)}`, { stay: true })
