// The page somebody may want to go on with: the one they touched last today, else the newest.
import { today } from './dates.js'

export function pageToCarryOn(pages, day = today()) {
  const readable = pages.filter(page => !page.unreadable)
  const touched = readable.filter(page => dayOf(page.edited_at) === day).sort((a, b) => b.edited_at.localeCompare(a.edited_at))
  return touched[0] ?? readable[0] ?? null
}

const dayOf = instant => instant ? today(new Date(instant)) : ''
