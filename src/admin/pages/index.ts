import type { PageDeclaration } from './declaration.js';
import { accessPage } from './access.js';
import { explainPage } from './explain.js';
import { maintenancePage } from './maintenance.js';
import { readingsPage } from './readings.js';
import { reconciliationPage } from './reconciliation.js';
import { weeklyPage } from './weekly.js';

/** Pages that belong to no table, in the order of the menu. */
export const declaredPages: readonly PageDeclaration[] = [
  weeklyPage,
  explainPage,
  reconciliationPage,
  maintenancePage,
  readingsPage,
  accessPage,
];
