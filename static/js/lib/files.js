// Puts what was made or received on this device into a file on this device; nothing is sent anywhere.
export const saveAsFile = (name, text, type = 'text/plain') => saveFile(new File([text], name, { type }))

export function saveFile(file) {
  const address = URL.createObjectURL(file)
  const link = Object.assign(document.createElement('a'), { href: address, download: file.name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
