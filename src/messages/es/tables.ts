import type { tables as english } from '../en/tables.js';
import { translation } from '../translation.js';

export const tables = translation<typeof english>()({});
