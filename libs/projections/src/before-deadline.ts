/** Waits for work until a time, and not longer: a database that is silent would hold it. */
export async function beforeDeadline(deadline: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, deadline - performance.now()));
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
