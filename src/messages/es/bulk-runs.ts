import type { bulkRuns as english } from '../en/bulk-runs.js';
import { translation } from '../translation.js';

export const bulkRuns = translation<typeof english>()({});
