// x-copy="text": a tap puts the text on the clipboard and says so on the button for a moment.
// Where a browser offers no clipboard (no TLS, not allowed), the button says that instead.
const SAID_FOR = 2_000

export const copy = (button, { expression }, { evaluate, cleanup }) => {
  const label = button.querySelector('[data-label]') ?? button
  const before = label.textContent

  async function put() {
    label.textContent = await hasCopied(evaluate(expression)) ? 'Copied' : 'Copy by hand'
    setTimeout(() => { label.textContent = before }, SAID_FOR)
  }

  button.addEventListener('click', put)
  cleanup(() => button.removeEventListener('click', put))
}

async function hasCopied(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
