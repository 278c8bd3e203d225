// A page that answers what a group asks: the question stands above it, and the first kept word says that one has written.
import { readTask, sayDone } from '../../lib/groups.js'
import { findPrompt } from '../../lib/prompts.js'

export async function takeTask(editor, id) {
  await editor.ask(async () => {
    const { question } = await readTask(id)
    if (question.prompt) return findPrompt(question.prompt)
    return { title: question.title || question.text, text: question.title ? question.text : '', opt_out: question.opt_out, lang: question.lang }
  })
  editor.task = id
  let isSaid = false
  editor.$watch('$store.draft.state', async state => {
    if (state !== 'saved' || isSaid) return
    isSaid = true
    await sayDone(id, true).catch(() => { isSaid = false })
  })
  editor.$refs.field.focus()
}
