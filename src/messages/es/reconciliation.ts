import type { reconciliation as english } from '../en/reconciliation.js';
import { translation } from '../translation.js';

export const reconciliation = translation<typeof english>()({});
