import { z } from 'zod'
import { el } from './elements.ts'
import { chosenFiles, droppedFiles, logAmong, type PlacedFile } from './folder.ts'
import { receiptForm } from './receipt-form.ts'
import { showResult } from './show-result.ts'
import { checkGiven, NoKey, type Checked } from './state.ts'
import { LANGUAGE_NAMES, LANGUAGES, speechIn, type Language, type Speech } from './words.ts'

// The page forbids itself to make code from text; zod would try.
z.config({ jitless: true })

/** What the page shows below its head. A change of language draws the same again. */
type Below = (speech: Speech) => HTMLElement

let language: Language = LANGUAGES.find((one) => navigator.language.startsWith(one)) ?? 'en'
const page = document.querySelector('#page') ?? document.body

function draw(below: Below): void {
  const speech = speechIn(language)
  document.documentElement.lang = language
  document.documentElement.dir = speech.dir
  document.title = speech.own('title')
  page.replaceChildren(
    el(
      'main',
      { class: 'check-page log-page' },
      el('header', {}, el('h1', {}, speech.own('title')), languages(speech, below)),
      el('p', { class: 'muted' }, speech.own('intro')),
      below(speech),
    ),
  )
}

function languages({ own }: Speech, below: Below): HTMLElement {
  const choose = (one: Language) => (): void => {
    language = one
    draw(below)
  }
  return el(
    'nav',
    { class: 'languages', 'aria-label': own('language') },
    ...LANGUAGES.map((one) =>
      el(
        'button',
        {
          type: 'button',
          class: 'button small',
          lang: one,
          'aria-pressed': String(one === language),
          onclick: choose(one),
        },
        LANGUAGE_NAMES[one],
      ),
    ),
  )
}

const asking =
  (trouble?: 'noLog' | 'noKey' | Error): Below =>
  ({ own, say }) => {
    const key = el('input', {
      class: 'input mono',
      id: 'own-key',
      dir: 'ltr',
      spellcheck: 'false',
      autocomplete: 'off',
    })
    const head = el('input', { class: 'input', id: 'own-head', type: 'file' })
    const take = async (files: readonly PlacedFile[]): Promise<void> => {
      const file = head.files?.[0]
      const keptHead = file === undefined ? undefined : new Uint8Array(await file.arrayBuffer())
      await run(files, key.value, keptHead)
    }
    const folder = el('input', {
      type: 'file',
      id: 'folder',
      webkitdirectory: true,
      multiple: true,
      onchange: () => void take(chosenFiles(folder.files)),
    })
    const place = el(
      'div',
      {
        class: 'drop-place',
        ondragover: (event: DragEvent) => {
          event.preventDefault()
          place.classList.add('over')
        },
        ondragleave: () => place.classList.remove('over'),
        ondrop: (event: DragEvent) => {
          event.preventDefault()
          if (event.dataTransfer !== null) void droppedFiles(event.dataTransfer).then(take)
        },
      },
      el('label', { for: 'folder' }, el('strong', {}, own('pick'))),
      folder,
      el('span', { class: 'muted' }, own('drop')),
    )
    const why = trouble instanceof Error ? trouble.message : trouble && own(trouble)
    return el(
      'div',
      {},
      why === undefined
        ? undefined
        : el(
            'section',
            { class: 'panel bad', role: 'alert' },
            el('h1', {}, say('check.failed')),
            el('p', {}, why),
          ),
      el(
        'div',
        { class: 'given' },
        el('label', {}, own('ownKey'), key),
        el('label', {}, own('ownHead'), head),
      ),
      place,
      notShown(speechIn(language)),
    )
  }

async function run(
  files: readonly PlacedFile[],
  key: string,
  keptHead: Uint8Array | undefined,
): Promise<void> {
  const log = logAmong(files)
  if (log === undefined) return draw(asking('noLog'))
  const bar = el('progress', { max: '1', value: '0' })
  const counts = el('p', {})
  draw(({ say }) => {
    bar.setAttribute('aria-label', say('check.running'))
    return el(
      'section',
      { class: 'panel running', 'aria-live': 'polite' },
      el('h1', {}, say('check.running')),
      bar,
      counts,
    )
  })
  try {
    const checked = await checkGiven({ log, key, keptHead }, ({ entries, of, signatures }) => {
      bar.max = of
      bar.value = entries
      counts.textContent = speechIn(language).say('check.progress', { entries, of, signatures })
    })
    draw(answered(checked))
  } catch (error) {
    const trouble = error instanceof Error ? error : new Error(String(error))
    draw(asking(error instanceof NoKey ? 'noKey' : trouble))
  }
}

const answered =
  (checked: Checked): Below =>
  (speech) =>
    el(
      'div',
      {},
      showResult(checked, speech),
      receiptForm(checked.logKey, speech),
      notShown(speech),
      el('button', { class: 'button', type: 'button', onclick: () => draw(asking()) }, speech.own('another')),
    )

function notShown({ say, own }: Speech): HTMLElement {
  const sentences = [say('check.notTrue'), say('check.notComplete'), own('notMeaning')]
  return el(
    'section',
    {},
    el('h2', {}, say('check.notShown')),
    el('ul', {}, ...sentences.map((text) => el('li', {}, text))),
  )
}

draw(asking())
