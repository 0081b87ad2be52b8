/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
// Improves forms; every page works without it. Kept small and without a build step.

/** Forms with `data-keep` survive a lost network: what was typed stays in this browser until the server has it. */
const KEPT = 'fangxian '

document.addEventListener('DOMContentLoaded', () => start(document))
document.addEventListener('htmx:after:swap', () => start(document))
document.addEventListener('htmx:before:request', (request) => {
  // Nobody looks: the streams catch up when somebody does.
  if (document.hidden) request.preventDefault()
})

/** @param {Document} page */
function start(page) {
  for (const form of page.querySelectorAll('form')) {
    if (form.dataset['ready'] === '') continue
    form.dataset['ready'] = ''
    if (form.dataset['keep'] === undefined) form.addEventListener('submit', () => setTimeout(() => disable(form, true)))
    else keep(form)
    addUp(form)
    form.addEventListener('input', () => addUp(form))
  }
  const alert = page.querySelector('[data-focus]')
  if (alert instanceof HTMLElement && alert.dataset['focus'] !== 'done') {
    alert.dataset['focus'] = 'done'
    alert.focus()
  }
}

/** @param {HTMLFormElement} form */
function keep(form) {
  const name = KEPT + form.dataset['keep']
  restore(form, name)
  form.addEventListener('input', () => store(form, name))
  form.addEventListener('submit', (submitted) => {
    submitted.preventDefault()
    store(form, name)
    if (isTooLarge(form)) tell(form, form.dataset['tooLarge'] ?? '')
    else void send(form, name)
  })
}

/**
 * Sends the form with the key that was made for it, so that sending it again after a lost answer counts once.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
async function send(form, name) {
  disable(form, true)
  try {
    const body = bodyOf(form)
    const answer = await fetch(form.action, {
      method: 'POST',
      body,
      headers: { 'HX-Request': 'true' },
      signal: AbortSignal.timeout(20_000 + sizeOf(form) / SLOWEST),
    })
    const next = answer.headers.get('HX-Redirect')
    if (answer.status >= 500) throw new Error(String(answer.status))
    // Signed out meanwhile: what was typed waits until somebody has signed in again.
    if (answer.status !== 401) localStorage.removeItem(name)
    if (next === null) show(await answer.text())
    else location.assign(next)
  } catch {
    disable(form, false)
    tell(form, form.dataset['saved'] ?? '', form.dataset['retry'] ?? '')
  }
}

/** Bytes a millisecond that a telephone sends at the least: a photo takes its time out there. */
const SLOWEST = 10

/**
 * @param {HTMLFormElement} form
 * @returns {BodyInit}
 */
function bodyOf(form) {
  const filled = new FormData(form)
  if (form.enctype === 'multipart/form-data') return filled
  return new URLSearchParams([...filled].flatMap(([field, value]) => (typeof value === 'string' ? [[field, value]] : [])))
}

/**
 * The bytes of all files chosen.
 * @param {HTMLFormElement} form
 */
function sizeOf(form) {
  return filesOf(form).reduce((sum, { size }) => sum + size, 0)
}

/** @param {HTMLFormElement} form */
function filesOf(form) {
  return [...new FormData(form).values()].filter((value) => value instanceof File)
}

/**
 * A file that is too large is said before it is sent.
 * @param {HTMLFormElement} form
 */
function isTooLarge(form) {
  const most = Number(form.dataset['most'] ?? 'Infinity')
  return filesOf(form).some(({ size }) => size > most)
}

/**
 * Shows the page that the server answered: the same form with what is wrong.
 * @param {string} html
 */
function show(html) {
  const answered = new DOMParser().parseFromString(html, 'text/html').querySelector('main')
  const main = document.querySelector('main')
  if (answered === null || main === null) return
  main.replaceWith(answered)
  start(document)
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function store(form, name) {
  const typed = [...new FormData(form)].filter(([, value]) => typeof value === 'string')
  localStorage.setItem(name, JSON.stringify({ at: Date.now(), typed }))
}

/**
 * What was typed and not sent comes back, its key with it: the server may have it already.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function restore(form, name) {
  const kept = localStorage.getItem(name)
  if (kept === null || document.querySelector('[data-focus]') !== null) return
  const { at, typed } = /** @type {{ at: number, typed: [string, string][] }} */ (JSON.parse(kept))
  if (Date.now() - at > 24 * 3_600_000) return localStorage.removeItem(name)
  const values = new Map(Object.entries(Object.groupBy(typed, ([field]) => field)))
  for (const input of form.elements) {
    if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement || input instanceof HTMLSelectElement)) continue
    const given = (values.get(input.name) ?? []).map(([, value]) => value)
    if (input instanceof HTMLInputElement && (input.type === 'radio' || input.type === 'checkbox'))
      input.checked = given.includes(input.value)
    else if (given[0] !== undefined && input.type !== 'file') input.value = given[0]
  }
  tell(form, form.dataset['restored'] ?? '')
}

/**
 * A message at the top of the form, with a button to try again if there is a word for it.
 * @param {HTMLFormElement} form
 * @param {string} words
 * @param {string} [retry]
 */
function tell(form, words, retry) {
  form.querySelector('.told')?.remove()
  const told = document.createElement('div')
  told.className = 'notice warn told'
  told.setAttribute('role', 'alert')
  const text = document.createElement('p')
  text.textContent = words
  told.append(text)
  if (retry !== undefined) {
    const button = document.createElement('button')
    button.textContent = retry
    told.append(button)
  }
  form.append(told)
}

/**
 * @param {HTMLFormElement} form
 * @param {boolean} disabled
 */
function disable(form, disabled) {
  for (const button of form.querySelectorAll('button')) button.disabled = disabled
}

/**
 * Says while somebody types whether the sums come out. The server checks again.
 * @param {HTMLFormElement} form
 */
function addUp(form) {
  const [right = '', over = '', short = ''] = (form.dataset['sum'] ?? '').split('|')
  for (const line of form.querySelectorAll('.sum')) {
    if (!(line instanceof HTMLElement)) continue
    const { parts = '', total, equals = '' } = line.dataset
    const texts = parts.split(' ').map((part) => textOf(form, part))
    const target = total === undefined ? Number(textOf(form, equals)) : Number(total)
    const gap = texts.reduce((sum, text) => sum + Number(text), 0) - target
    const begun = texts.some((text) => text !== '') && !Number.isNaN(gap)
    line.classList.toggle('right', begun && gap === 0)
    line.classList.toggle('unequal', begun && gap !== 0)
    const output = line.querySelector('output')
    if (output !== null) output.textContent = !begun ? '' : gap === 0 ? right : `${gap > 0 ? over : short} ${Math.abs(gap)}`
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function textOf(form, name) {
  const input = form.elements.namedItem(name)
  return input instanceof HTMLInputElement ? input.value.trim() : ''
}
