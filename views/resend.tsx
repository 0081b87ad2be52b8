import type { Child } from 'hono/jsx'
import type { Sending } from './task-form.tsx'

export interface ResendProps {
  readonly sending: Sending
  readonly step: string
  readonly action: string
  readonly children?: Child
}

/** The same answers again, for the next step or the one before; the key makes the last step count once. */
export function Resend({ sending, step, action, children }: ResendProps) {
  const kept = Object.entries(sending.typed).filter(([name]) => name !== 'step' && name !== 'key')
  return (
    <form method="post" action={action}>
      {kept.flatMap(([name, values]) => values.map((value) => <input type="hidden" name={name} value={value} />))}
      <input type="hidden" name="key" value={sending.key} />
      <input type="hidden" name="step" value={step} />
      {children}
    </form>
  )
}
