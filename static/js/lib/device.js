// Whether this is somebody's own device is the one thing about sessions that may be kept on it.
export const deviceOf = () => localStorage.getItem('device') === 'own' ? 'own' : 'shared'

// Asked once a page, and only when there is something to lose: a browser may put the question to the person.
export function askToKeepStorage() {
  if (hasAsked || deviceOf() !== 'own') return
  hasAsked = true
  navigator.storage?.persist?.().catch(() => {})
}

let hasAsked = false

export const rememberDevice = device => localStorage.setItem('device', device)
