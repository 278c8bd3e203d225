// Registers the service worker through the one Trusted Types policy there is; it accepts one address.
const ADDRESS = '/sw.js'

export function registerWorker() {
  const policy = globalThis.trustedTypes?.createPolicy('braid-worker', { createScriptURL: onlyOurs })
  navigator.serviceWorker?.register(policy ? policy.createScriptURL(ADDRESS) : ADDRESS).catch(() => {})
}

function onlyOurs(url) {
  if (url === ADDRESS) return url
  throw new TypeError('Only the service worker has an address here.')
}
