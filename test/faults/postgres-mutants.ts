import type { Mutant } from './mutants.ts'

export const DIES_OF_BROKEN_CONNECTIONS: Mutant = {
  name: 'dies-of-broken-connections',
  mistake: 'does not listen for connections that break while nobody uses them',
  patches: [
    {
      file: 'db/connect.ts',
      from: "connections.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined))",
      to: '',
    },
  ],
}

export const COMMITS_LATER: Mutant = {
  name: 'commits-later',
  mistake: 'does not wait until PostgreSQL has a commit on disk',
  patches: [
    { file: 'db/connect.ts', from: "synchronous_commit: 'on',", to: "synchronous_commit: 'off'," },
    { file: 'db/connect.ts', from: "full_page_writes: 'on', synchronous_commit: 'on' }", to: "full_page_writes: 'on' }" },
  ],
}

export const NEVER_GOES_ON: Mutant = {
  name: 'never-goes-on',
  mistake: 'does not notice that a duty which had lapsed is its own again',
  patches: [{ file: 'src/engine/duty.ts', from: '(!isMine() || next.token !== lease?.token)', to: 'next.token !== lease?.token' }],
}

export const WAITS_FOR_THE_HOLDER: Mutant = {
  name: 'waits-for-the-holder',
  mistake: 'leaves the duty to whoever had it first, alive or not',
  patches: [
    {
      file: 'db/lease.ts',
      from: "eb.or([eb('lease.holder', '=', holder), eb('lease.until', '<', now)])",
      to: "eb('lease.holder', '=', holder)",
    },
  ],
}

export const NUMBERS_AT_ONCE: Mutant = {
  name: 'numbers-at-once',
  mistake: 'lets two processes number their entries at the same time',
  patches: [
    {
      file: 'db/append.ts',
      from: ".select(['seq', 'calendar'])\n    .where('id', '=', 1)\n    .$if(locksRows(trx), (qb) => qb.forUpdate()),",
      to: ".select(['seq', 'calendar'])\n    .where('id', '=', 1),",
    },
    // Two that number at the same time are then two that write at the same time.
    {
      file: 'db/append.ts',
      from: 'return only(await takeNow(trx, {}))',
      to: 'const taken = only(await takeNow(trx, {}))\n  await new Promise((soon) => setTimeout(soon, 5))\n  return taken',
    },
  ],
}

export const SHARES_SCHOOLS: Mutant = {
  name: 'shares-schools',
  mistake: 'lets two processes change the same school at the same time',
  patches: [
    {
      file: 'db/responses.ts',
      from: "locksRows(trx) ? ordered.forUpdate('response').forShare('unit') : ordered",
      to: 'ordered',
    },
    // Long enough for the other to read the same.
    {
      file: 'db/responses.ts',
      from: 'return load(trx, LOCKED, keys)',
      to: 'const found = await load(trx, LOCKED, keys)\n  await new Promise((soon) => setTimeout(soon, 20))\n  return found',
    },
  ],
}

export const HOLDS_ON: Mutant = {
  name: 'holds-on',
  mistake: 'keeps what it has locked for as long as it stands still',
  patches: [{ file: 'db/connect.ts', from: "idle_in_transaction_session_timeout: '5s'", to: "idle_in_transaction_session_timeout: '0'" }],
}
