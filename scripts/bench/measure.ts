/** Times work, and sums up the times. */

export interface Timing {
  /** ms */
  p50: number;
  p95: number;
  p99: number;
  max: number;
  count: number;
}

export function timingOf(milliseconds: readonly number[]): Timing {
  const sorted = [...milliseconds].sort((left, right) => left - right);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: sorted.at(-1) ?? 0,
    count: sorted.length,
  };
}

export async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Runs all works in turn, again and again, so that other load on the machine affects all alike. */
export async function alternate(
  works: readonly (() => Promise<unknown>)[],
  { least, most, withinMs }: { least: number; most: number; withinMs: number },
): Promise<Timing[]> {
  const times = works.map((): number[] => []);
  const end = performance.now() + withinMs;
  for (let round = 0; round < most && (round < least || performance.now() < end); round += 1) {
    for (const [index, work] of works.entries()) times[index]?.push(await time(work));
  }
  return times.map(timingOf);
}

/** Runs clients at the same time; each sends its next request as soon as it has an answer. */
export async function withClients(
  clients: number,
  next: (turn: number) => () => Promise<unknown>,
  isOver: (elapsedMs: number) => boolean,
): Promise<{ timing: Timing; perSecond: number }> {
  const start = performance.now();
  const times: number[] = [];
  let turn = 0;
  const client = async () => {
    while (!isOver(performance.now() - start)) times.push(await time(next(turn++)));
  };
  await Promise.all(Array.from({ length: clients }, client));
  const perSecond = times.length / ((performance.now() - start) / 1000);
  return { timing: timingOf(times), perSecond };
}
