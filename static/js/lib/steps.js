// A page written in steps: one text for each, only one of them open, and all of them one body in the end.
export class Steps {
  constructor(asks = []) {
    this.asks = asks
    this.texts = asks.map(() => '')
    this.at = 0
  }

  get isLast() { return this.at >= this.asks.length - 1 }
  get done() { return this.told(0, this.at) }
  get later() { return this.told(this.at + 1, this.asks.length) }
  get now() { return this.asks[this.at] ?? '' }

  keep(text) { this.texts[this.at] = text }

  // Returns the text of the step that opens.
  open(index) {
    this.at = Math.min(Math.max(0, index), Math.max(0, this.asks.length - 1))
    return this.texts[this.at] ?? ''
  }

  get body() { return this.bodyWith(this.texts[this.at] ?? '') }

  // The same, with what stands in the open field just now.
  bodyWith(text) {
    return this.texts.map((kept, i) => (i === this.at ? text : kept).trim()).filter(Boolean).join('\n\n')
  }

  told(from, to) {
    return this.asks.slice(from, to).map((ask, i) => ({ number: from + i + 1, index: from + i, ask, text: this.texts[from + i] }))
  }
}
