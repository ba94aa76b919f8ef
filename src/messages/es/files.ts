import type { files as english } from '../en/files.js';
import { translation } from '../translation.js';

export const files = translation<typeof english>()({});
