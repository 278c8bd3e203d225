// Where to go after signing in: only a path of our own, never another site's address.
export function wayOn(search, otherwise = '/today') {
  const next = new URLSearchParams(search).get('next') ?? ''
  return /^\/(?![/\\])[\w\-./]*$/.test(next) ? next : otherwise
}
