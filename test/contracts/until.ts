/**
 * Waits, without a clock of its own, until something is so: the test's own time limit ends a wait in vain.
 * @param pauseMs between looks; longer where a look asks other processes
 */
export async function until(so: () => boolean | Promise<boolean>, pauseMs = 5): Promise<void> {
  while (!(await so())) await new Promise((resolve) => setTimeout(resolve, pauseMs))
}
