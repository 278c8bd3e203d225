// Registers the service worker through the one Trusted Types policy there is; it accepts one address.
const ADDRESS = '/sw.js', WHEN_QUIET = 10_000

export function registerWorker() {
  const { serviceWorker } = navigator
  if (!serviceWorker) return
  const policy = globalThis.trustedTypes?.createPolicy('braid-worker', { createScriptURL: onlyOurs })
  if (serviceWorker.controller) serviceWorker.addEventListener('controllerchange', () => dispatchEvent(new Event('renewed')))
  serviceWorker.register(policy ? policy.createScriptURL(ADDRESS) : ADDRESS).catch(() => {})
  if (document.body.dataset.signedIn !== undefined) setTimeout(keepLibrary, WHEN_QUIET)
}

function onlyOurs(url) {
  if (url === ADDRESS) return url
  throw new TypeError('Only the service worker has an address here.')
}

// For those who write here, and never where every byte is paid for.
async function keepLibrary() {
  if (navigator.connection?.saveData) return
  const { active } = await navigator.serviceWorker.ready
  active.postMessage('keep the library')
}

// What another app shared with us; it lies in the worker until it is asked for once.
export function takeShared() {
  const { controller } = navigator.serviceWorker ?? {}
  if (!controller) return Promise.resolve('')
  const { port1, port2 } = new MessageChannel()
  return new Promise(resolve => {
    port1.onmessage = ({ data }) => resolve(data)
    controller.postMessage('what was shared?', [port2])
  })
}
