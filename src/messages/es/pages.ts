import type { pages as english } from '../en/pages.js';
import { translation } from '../translation.js';

export const pages = translation<typeof english>()({});
