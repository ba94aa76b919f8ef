import type { lists as english } from '../en/lists.js';
import { translation } from '../translation.js';

export const lists = translation<typeof english>()({});
