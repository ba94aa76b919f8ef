import type { Actor } from '../../../src/domain/actor.js';
import type { PanelReply } from '../../helpers/panels/driver.js';
import { journals, type Caller, type Run } from './findings.js';
import { mayDo, readableColumns, visibleRows } from './policy.js';
import type { Probe } from './probes.js';
import { tokensIn } from './tokens.js';
import type { World } from './world.js';

/** Checks an answer against the rights of its caller. */

export function checkReply(run: Run, caller: Caller, probe: Probe, reply: PanelReply): void {
  const { world, result } = run;
  const { actor, view } = caller;
  const { table, kind, action, rowid } = probe;
  const violate = (what: string) => {
    result.violations.push(
      `${caller.persona}: ${probe.method} ${probe.path.slice(0, 150)} (${kind}) ${what}`,
    );
  };
  const sent = tokensIn(probe.path + JSON.stringify(probe.fields ?? {}));
  const got = tokensIn(reply.text);
  const leaked = [...got].filter((token) => view.forbidden.has(token) && !sent.has(token));
  if (leaked.length > 0) violate(`answered ${leaked.slice(0, 3).join(', ')}`);
  if (reply.text.includes('$2b$')) violate('answered a password hash');
  if (reply.status >= 500) violate(`answered ${reply.status}: ${reply.text.slice(0, 100)}`);
  for (const name of hiddenNames(world, actor)) {
    if (reply.text.includes(name) && !(probe.path + JSON.stringify(probe.fields)).includes(name)) {
      violate(`answered the name ${name}`);
    }
  }
  const records = (reply.json as Partial<PanelReply['json']>).records ?? [];
  const own = records.length + [...got].filter((token) => view.allowed.has(token)).length;
  const key = `${caller.persona} ${table} ${kind}`;
  result.seen.set(key, (result.seen.get(key) ?? 0) + own);

  if (action === undefined) return;
  const may = mayDo(actor, table, action, world.addedTable);
  const isVisible = rowid === undefined || view.rowids.get(table)?.has(rowid) === true;
  if (!may && ![400, 403, 404].includes(reply.status)) violate(`answered ${reply.status}`);
  if (may && !isVisible && reply.status !== 404 && !kind.includes('bulk')) {
    violate(`answered ${reply.status} about a row of somebody else`);
  }
  if (may && isVisible && reply.status !== 200 && kind !== 'forged') {
    violate(`answered ${reply.status} to who may: ${reply.text.slice(0, 100)}`);
  }
  if (may && action === 'list' && reply.status === 200 && probe.path.startsWith('/api')) {
    checkTotal(caller, probe, reply, violate);
  }
}

/** Refuses counts, filters and orders that tell about unreadable rows or columns. */
function checkTotal(
  { view, actor }: Caller,
  { table, column }: Probe,
  { json }: PanelReply,
  violate: (what: string) => void,
): void {
  const { total } = json.meta;
  const most = view.rowids.get(table)?.size ?? 0;
  const wasTold = (json as Partial<typeof json>).notice !== undefined;
  const isFiltered = column !== undefined && !wasTold;
  // Journals grow while they are read: signing in and exporting are written down.
  const isTooMany = !journals.has(table) && total > most;
  if (isTooMany || (!isFiltered && total < most)) violate(`counted ${total} of ${most}`);
  const isOpen = column === undefined || readableColumns(actor, table, [column]).has(column);
  if (!isOpen && !wasTold) violate(`compared ${column}`);
}

function hiddenNames(world: World, actor: Actor): string[] {
  if (actor.role === 'admin') return ['password_hash', 'totp_secret', 'phone_index', 'api_token'];
  const tables = [
    ...['kpi_metrics', 'weekly_stats', 'audit_log', 'login_attempts', 'recovery_codes'],
    ...['bulk_runs', 'period_states', 'commission_rates', world.addedTable],
    ...['known_devices', 'account_notices'],
  ].filter((table) => visibleRows(actor, table, world.addedTable) === null);
  return [...tables, 'password_hash', 'totp_secret', 'phone_index', 'api_token'];
}
