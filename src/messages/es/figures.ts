import type { figures as english } from '../en/figures.js';
import { translation } from '../translation.js';

export const figures = translation<typeof english>()({
  'figures.explain': 'Explicar',
});
