import type { AgreementView } from '../../../core/api/agreement.ts'

type LeftOut = Extract<AgreementView['document'][number], { readonly is: 'left-out' }>

/** The faults that lie inside a block, fences included. */
export function faultsIn(
  { line, block }: Pick<LeftOut, 'line' | 'block'>,
  problems: AgreementView['problems'],
): AgreementView['problems'] {
  const last = line + block.split('\n').length + 1
  return problems.filter((fault) => fault.line !== undefined && fault.line >= line && fault.line <= last)
}
