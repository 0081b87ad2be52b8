/**
 * Gathers items and hands them on together: the first at once, then at most every `everyMs`. The returned function takes
 * more items; `stop` drops what waits.
 */
export function coalesce<T>(
  everyMs: number,
  flush: (items: readonly T[]) => void,
): { readonly add: (items: readonly T[]) => void; readonly stop: () => void } {
  let waiting: readonly T[] = []
  let timer: NodeJS.Timeout | null = null
  const send = (): void => {
    timer = null
    if (waiting.length === 0) return
    const items = waiting
    waiting = []
    timer = setTimeout(send, everyMs)
    flush(items)
  }
  return {
    add: (items) => {
      // The list itself where nothing waits: whoever is told of the same list at the same time can share the work.
      waiting = waiting.length === 0 ? items : [...waiting, ...items]
      if (timer === null && items.length > 0) send()
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer)
      waiting = []
    },
  }
}
