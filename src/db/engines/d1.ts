import { DomainError } from '../../errors.js';
import type { Engine } from '../types.js';

export interface D1Options {
  url: string;
  token: string;
}

export function openD1(options: D1Options): Promise<Engine> {
  return Promise.reject(
    new DomainError('configuration', `the D1 engine for ${options.url} is not built yet`),
  );
}
