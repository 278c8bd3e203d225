// How this device shows Braid: day, night or as the system says; slanted or plain letters. Kept on the device alone.
const page = () => document.documentElement

export const readLook = () => ({ theme: localStorage.getItem('theme') ?? 'system', isPlain: localStorage.getItem('letters') === 'plain' })

export function keepLook({ theme, isPlain }) {
  put('theme', theme === 'system' ? null : theme)
  put('letters', isPlain ? 'plain' : null)
}

export function showLook({ theme, isPlain }) {
  mark('theme', theme === 'system' ? null : theme)
  mark('letters', isPlain ? 'plain' : null)
  colourFrame(theme)
}

function put(name, value) {
  if (value === null) localStorage.removeItem(name)
  else localStorage.setItem(name, value)
}

function mark(name, value) {
  if (value === null) delete page().dataset[name]
  else page().dataset[name] = value
}

// The browser's own frame follows: each colour stands in the page with the scheme it is for.
function colourFrame(theme) {
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
    const { scheme } = meta.dataset
    meta.media = theme === 'system' ? `(prefers-color-scheme: ${scheme})` : scheme === theme ? 'all' : 'not all'
  }
}
