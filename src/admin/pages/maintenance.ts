import { DomainError } from '../../errors.js';
import type { Context } from '../../context.js';
import { message, type Message } from '../../messages/message.js';
import { maintainerOf, type Maintainer } from '../../ops/maintenance/maintainer.js';
import { minutesIn, readOverview, type CopiesState } from '../../ops/maintenance/overview.js';
import type { MaintenanceData, MaintenanceJob } from '../contract/maintenance.js';
import type { PageDeclaration, PageRequest } from './declaration.js';
import { describeCopy, describeResults, describeSizes, engineNotes } from './maintenance-texts.js';

/**
 * The state of the copies, their proofs and the database file, and buttons for the jobs that are
 * safe beside users. A job runs in the background; the page polls its end.
 */

const SHOWN_COPIES = 40;

export const maintenancePage: PageDeclaration = {
  name: 'maintenance',
  label: 'Maintenance',
  icon: 'Tool',
  component: 'Maintenance',
  roles: ['admin'],
  methods: ['GET', 'POST'],
  create: (context) => async (actor, request) => {
    const maintainer = maintainerOf(context);
    if (request.method === 'POST') {
      const job = readJob(request);
      if (job === 'copy' && context.engine.copyTo === null) {
        throw new DomainError('invalid', message('maintenance.note_d1_copies'));
      }
      maintainer.start(job, actor);
    }
    return toMaintenanceData(context, maintainer);
  },
};

function readJob({ fields }: PageRequest): MaintenanceJob {
  const { job } = fields;
  if (job === 'copy' || job === 'check' || job === 'optimize' || job === 'drill') return job;
  throw new DomainError('invalid', message('reconciliation.unknown_request'), { field: 'job' });
}

async function toMaintenanceData(
  context: Context,
  maintainer: Maintainer,
): Promise<MaintenanceData<Message>> {
  const overview = await readOverview(context, maintainer);
  const { copies, file, warnings } = overview;
  return {
    timezone: context.config.bookTimezone,
    ...provenOf(copies),
    warnings,
    notes: engineNotes(context, maintainer),
    results: describeResults(context, overview, maintainer),
    copies: (copies?.listed ?? []).slice(0, SHOWN_COPIES).map(describeCopy),
    copyCount: copies?.listed.length ?? 0,
    ...(copies === null ? {} : { folder: copies.folder }),
    ...(file === null ? {} : { file }),
    sizes: describeSizes(copies?.check?.objects ?? []),
  };
}

function provenOf(copies: CopiesState | null): Pick<MaintenanceData, 'proven'> {
  if (!copies?.newest) return {};
  const { newest, check, drill, lostMs } = copies;
  // The nightly check proves the newest copy a second time.
  const isChecked = check?.problem === null && check.copy === newest.name;
  return {
    proven: {
      at: isChecked ? check.checkedAt : newest.proven.at,
      lostMinutes: minutesIn(lostMs),
      ...(drill === null ? {} : { recoverSeconds: Math.ceil(drill.tookMs / 1000) }),
    },
  };
}
