import type { database as english } from '../en/database.js';
import { translation } from '../translation.js';

export const database = translation<typeof english>()({});
