import type { Tone } from '../src/admin/contract/panel.js';

/** Colours of states, the same in every panel. */
export const accountTones: Record<string, Tone> = {
  active: 'good',
  inactive: 'neutral',
  suspended: 'bad',
};

export const wagerTones: Record<string, Tone> = {
  pending: 'warn',
  active: 'info',
  settled: 'good',
  cancelled: 'neutral',
  voided: 'neutral',
};

export const resultTones: Record<string, Tone> = {
  win: 'good',
  loss: 'bad',
  push: 'neutral',
  void: 'neutral',
};

export const transactionTones: Record<string, Tone> = {
  pending: 'warn',
  completed: 'good',
  failed: 'bad',
  cancelled: 'neutral',
};

export const runTones: Record<string, Tone> = {
  previewed: 'neutral',
  running: 'info',
  finished: 'good',
  cancelled: 'warn',
};
