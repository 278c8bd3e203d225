// Puts text made on this device into a file on this device; nothing is sent anywhere.
export function saveAsFile(name, text, type = 'text/plain') {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
