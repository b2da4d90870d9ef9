import type { AgreementView } from '../../../core/api/agreement.ts'
import { isInstant, type Instant } from '../../../core/time/instant.ts'

const MINUTE = 60_000

/**
 * The time at which an agreement opens when the address names none. Once its own period is over by the log's clock,
 * the last minute of the period: at the clock everything would only look finished. `undefined`: the log's clock.
 */
export function openingTime(
  { period }: Pick<AgreementView, 'period'>,
  clock: Instant | undefined,
): Instant | undefined {
  const { starts, ends } = period
  if (ends === undefined || clock === undefined || clock < ends) return undefined
  const last = Math.max(ends - MINUTE, starts ?? 0)
  return isInstant(last) ? last : undefined
}
