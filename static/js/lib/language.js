// The language a device chose for notices and prompts: a cookie, because pages are written before any script runs.
const YEAR = 365 * 24 * 3600

export function readLanguage(cookies = document.cookie) {
  const held = cookies.split('; ').find(cookie => cookie.startsWith('language='))
  return held ? held.slice('language='.length) : ''
}

export const languageCookie = chosen => `language=${chosen}; path=/; secure; samesite=strict; max-age=${chosen ? YEAR : 0}`
