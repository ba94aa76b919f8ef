import type { english } from '../en/index.js';
import { access } from './access.js';
import { accounts } from './accounts.js';
import { actions } from './actions.js';
import { adoption } from './adoption.js';
import { backup } from './backup.js';
import { bookmarks } from './bookmarks.js';
import { bulkEdits } from './bulk-edits.js';
import { bulkRuns } from './bulk-runs.js';
import { commands } from './commands.js';
import { credit } from './credit.js';
import { dashboard } from './dashboard.js';
import { database } from './database.js';
import { deletion } from './deletion.js';
import { figures } from './figures.js';
import { files } from './files.js';
import { inputs } from './inputs.js';
import { limits } from './limits.js';
import { lists } from './lists.js';
import { maintenance } from './maintenance.js';
import { notices } from './notices.js';
import { operations } from './operations.js';
import { pages } from './pages.js';
import { readiness } from './readiness.js';
import { readings } from './readings.js';
import { reconciliation } from './reconciliation.js';
import { requests } from './requests.js';
import { restore } from './restore.js';
import { setup } from './setup.js';
import { shared } from './shared.js';
import { shares } from './shares.js';
import { stepUp } from './step-up.js';
import { tables } from './tables.js';
import { transactions } from './transactions.js';
import { wagers } from './wagers.js';

/** Every message of the server in Spanish. */
export const spanish: Record<keyof typeof english, string> = {
  ...shared,
  ...wagers,
  ...limits,
  ...transactions,
  ...operations,
  ...bulkRuns,
  ...bulkEdits,
  ...inputs,
  ...access,
  ...accounts,
  ...stepUp,
  ...notices,
  ...pages,
  ...requests,
  ...shares,
  ...tables,
  ...lists,
  ...files,
  ...actions,
  ...figures,
  ...dashboard,
  ...deletion,
  ...readings,
  ...reconciliation,
  ...database,
  ...adoption,
  ...backup,
  ...bookmarks,
  ...restore,
  ...readiness,
  ...maintenance,
  ...setup,
  ...commands,
  ...credit,
};
