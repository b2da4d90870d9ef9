import { problems, type Problem } from '../../core/problem.ts'

/** The five-character code of an error that the database itself gave (PostgreSQL appendix A). */
export function sqlState(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined
}

/**
 * Whether the database has ended with this error, or this connection to it: whatever is asked of it now, even a
 * rollback, PGlite never answers.
 */
export function isFatal(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'severity' in error &&
    (error.severity === 'FATAL' || error.severity === 'PANIC')
  )
}

/** The refusal that a disk without room deserves; `undefined` for every other error. */
export function storeFull(error: unknown): Problem | undefined {
  // 53100: disk_full.
  if (!(error instanceof Error) || sqlState(error) !== '53100') return undefined
  return problems.storeFull({
    because: error.message,
    fix: 'make room on the disk; nothing that was receipted is lost, and statements are taken again by themselves',
  })
}
