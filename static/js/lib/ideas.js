// The names of the library's ideas, read from the list that the page already carries.
export function ideaNamed(slug, page = document) {
  const option = page.querySelector(`#ideas option[value="${CSS.escape(slug)}"]`)
  return { slug, title: option?.label || slug.replaceAll('-', ' '), theme: option?.dataset.theme ?? 'foundations' }
}

export const ideasNamed = slugs => (slugs ?? []).map(slug => ideaNamed(slug))
