// The device's own drawer: two stores of IndexedDB and five verbs. What lies in it is sealed or encrypted before it comes here.
const NAME = 'braid', STORES = ['keys', 'outbox']

export const put = (store, value) => inside(store, 'readwrite', drawer => drawer.put(value))
export const get = (store, id) => inside(store, 'readonly', drawer => drawer.get(id))
export const all = store => inside(store, 'readonly', drawer => drawer.getAll())
export const remove = (store, id) => inside(store, 'readwrite', drawer => drawer.delete(id))

async function inside(store, mode, act) {
  const database = await open()
  return new Promise((resolve, reject) => {
    const turn = database.transaction(store, mode, { durability: 'strict' }), asked = act(turn.objectStore(store))
    turn.oncomplete = () => resolve(asked.result)
    turn.onerror = turn.onabort = () => reject(turn.error)
  })
}

let opening = null

function open() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => STORES.forEach(store => asked.result.createObjectStore(store, { keyPath: 'id' }))
    asked.onerror = () => reject(asked.error)
    asked.onsuccess = () => {
      // Another tab may want to empty the browser's storage; it must not wait for us.
      asked.result.onversionchange = asked.result.onclose = () => { asked.result.close(); opening = null }
      resolve(asked.result)
    }
  })
  opening.catch(() => { opening = null })
  return opening
}
