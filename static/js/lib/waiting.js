// What somebody's groups ask just now; Today shows the first of it.
import { get } from './api.js'

export const firstWaiting = async () => (await get('/assignments', { stay: true })).items[0] ?? null
