// x-copy="text": a tap puts the text on the clipboard and says so on the button for a moment.
const SAID_FOR = 2_000

export const copy = (button, { expression }, { evaluate, cleanup }) => {
  const label = button.querySelector('[data-label]') ?? button
  const before = label.textContent

  async function put() {
    await navigator.clipboard.writeText(evaluate(expression))
    label.textContent = 'Copied'
    setTimeout(() => { label.textContent = before }, SAID_FOR)
  }

  button.addEventListener('click', put)
  cleanup(() => button.removeEventListener('click', put))
}
