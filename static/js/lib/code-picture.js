// The picture of a code, as an address that an <img> may show: made here, from what the API drew.

export function pictureOf(code) {
  if (!code?.picture) return ''
  if (drawn.get(code.id)) return drawn.get(code.id)
  const address = URL.createObjectURL(new Blob([code.picture], { type: 'image/svg+xml' }))
  drawn.set(code.id, address)
  return address
}

const drawn = new Map()
