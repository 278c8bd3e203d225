// Why a page was refused, for whoever wrote it: by what stands in the way first, else as the server says it.
const BY_FIELD = { tags: 'A page can carry 20 tags at most.', concepts: 'A page can touch 12 ideas at most.' }
const BY_STATUS = {
  404: 'This page is not in your journal any more. Copy what you want to keep.',
  413: 'This is more than one page can hold. Put some of it on another one.',
}

export function whyRefused({ status, detail = '', errors = {} }) {
  const [field, sentences] = Object.entries(errors)[0] ?? []
  return BY_FIELD[field] ?? sentences?.[0] ?? BY_STATUS[status] ?? detail
}
