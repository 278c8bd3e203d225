// The language of notices and prompts. The page is fetched anew, so that it speaks it at once.
import { languageCookie, readLanguage } from '../../lib/language.js'

export const language = () => ({
  chosen: readLanguage(),

  keep() {
    document.cookie = languageCookie(this.chosen)
    location.reload()
  },
})
