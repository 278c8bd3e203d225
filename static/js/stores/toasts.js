// Short lines at the foot of the screen: something said, or something that can be taken back for eight seconds.
const LONG_ENOUGH = 8_000

export const toasts = () => ({
  lines: [],

  // A new release has taken over behind this page. What is being written here is kept before it goes.
  init() {
    addEventListener('renewed', () => this.stay({ text: 'There is a newer Braid.', label: 'Load it', act: () => location.reload() }))
  },

  say(text) { return this.show({ text, act: null }) },
  undo(text, act) { return this.show({ text, act }) },

  show(line) { this.wait(this.stay(line)) },

  stay(line) {
    const id = crypto.randomUUID()
    this.lines = [...this.lines.slice(-1), { id, label: line.act ? 'Undo' : '', ...line }]
    return id
  },

  drop(id) {
    this.lines = this.lines.filter(line => line.id !== id)
  },

  async takeBack(line) {
    this.drop(line.id)
    await line.act()
  },

  wait(id) { timers.set(id, setTimeout(() => this.drop(id), LONG_ENOUGH)) },
  hold(id) { clearTimeout(timers.get(id)) },
})

const timers = new Map()
