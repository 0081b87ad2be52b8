export type Turn = <T>(act: () => Promise<T>) => Promise<T> | null

/**
 * Lets one act run at a time, the others in order of arrival; null when `most` are waiting already. Passwords are
 * checked like this: each costs a tenth of a second of a processor, and signatures must not wait for them.
 */
export function oneAtATime(most: number): Turn {
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  return (act) => {
    if (waiting >= most) return null
    waiting += 1
    const turn = last.then(act).finally(() => {
      waiting -= 1
    })
    last = turn.catch(() => undefined)
    return turn
  }
}
