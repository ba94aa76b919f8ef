import type { accounts as english } from '../en/accounts.js';
import { translation } from '../translation.js';

export const accounts = translation<typeof english>()({});
