import type { operations as english } from '../en/operations.js';
import { translation } from '../translation.js';

export const operations = translation<typeof english>()({});
