import type { dashboard as english } from '../en/dashboard.js';
import { translation } from '../translation.js';

export const dashboard = translation<typeof english>()({});
