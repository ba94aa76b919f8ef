import type { transactions as english } from '../en/transactions.js';
import { translation } from '../translation.js';

export const transactions = translation<typeof english>()({});
