import type { Child } from 'hono/jsx'

export interface LiveProps {
  /** What to listen to, e.g. `unit=1408210121`. */
  readonly stream: string
  /** Where this page is fetched again. */
  readonly address: string
  /** Seq of the last entry before the page was made: the stream begins after it, so that nothing falls in between. */
  readonly asOf: number
  /** Id of the part that changes. */
  readonly part: string
  readonly children?: Child
}

/**
 * A part of a page that is fetched again when something was committed below the region or unit. The stream says only
 * that there is news; the address is asked with the viewer's own rights. Every other minute it is asked anyway, because
 * the time that is left goes by without news. Without scripts it is an ordinary part.
 */
export function Live({ stream, address, asOf, part, children }: LiveProps) {
  const id = `${part}-stream`
  return (
    <>
      <div
        id={id}
        hx-sse:connect={`/api/v1/stream?${stream}`}
        hx-headers={JSON.stringify({ 'Last-Event-ID': String(asOf) })}
        hx-trigger="load, every 5s"
        hx-swap="none"
      ></div>
      <LivePart address={address} part={part}>
        {children}
      </LivePart>
    </>
  )
}

/** The part by itself: what the script is answered with when it asks again. */
export function LivePart({ address, part, children }: Pick<LiveProps, 'address' | 'part' | 'children'>) {
  return (
    <div
      id={part}
      hx-get={address}
      hx-trigger={`news from:#${part}-stream, every 120s`}
      hx-select={`#${part}`}
      hx-target={`#${part}`}
      hx-swap="outerMorph"
      hx-sync="this:queue last"
    >
      {children}
    </div>
  )
}
