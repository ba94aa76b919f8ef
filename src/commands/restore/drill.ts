import type { Config } from '../../config.js';
import { message } from '../../messages/message.js';
import type { RestorePlan } from '../../ops/restore/plan.js';
import { EXIT, type ExitCode, type Session } from '../shell/session.js';

/** `restore --drill`: rehearses the restore and reports how long each step took. */

interface DrillCommand {
  folder: string;
  plan: RestorePlan;
  config: Config;
}

const MINUTE_MS = 60_000;

/** Runs the drill; a script sees by the exit status whether the book could come back. */
export async function runDrill(
  session: Session,
  { folder, plan, config }: DrillCommand,
): Promise<ExitCode> {
  const { drillRestore } = await import('../../ops/restore/drill.js');
  const report = await drillRestore(folder, plan, config, {
    now: session.now(),
    onStep: (step) => session.progress(step),
    serverProgram: session.terminal.serverProgram,
  });
  const rows = [
    [message('restore.step_build'), report.buildMs],
    [message('restore.step_prove'), report.proveMs],
    [message('restore.step_start'), report.startMs],
    [message('restore.step_ready'), report.readyMs],
    [message('restore.step_list'), report.listMs],
    [message('restore.step_record'), report.recordMs],
    [message('restore.step_all'), report.tookMs],
  ] as const;
  await session.print(report, {
    head: [message('restore.step'), message('restore.step_ms')],
    rows: rows.map(([step, ms]) => [step, Math.round(ms)]),
  });
  await session.note([
    ...plan.passedOver.flatMap(({ name, problem }) =>
      problem ? [message('restore.plan_damaged', { name, problem })] : [],
    ),
    message('restore.drilled', {
      at: report.at.slice(0, 19).replace('T', ' '),
      seconds: Math.ceil(report.tookMs / 1000),
      minutes: Math.ceil(report.lostMs / MINUTE_MS),
    }),
    ...(report.brokenRows > 0 ? [message('backup.breaks_rules_hint')] : []),
  ]);
  const isWhole = plan.passedOver.every(({ problem }) => problem === null);
  return isWhole && report.brokenRows === 0 ? EXIT.done : EXIT.failed;
}
