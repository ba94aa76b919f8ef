import { afterAll, afterEach, beforeEach, expect, vi } from 'vitest';
import { leaveBundlerOut } from '../../../src/admin/panels/without-bundler.js';
import { writeRecord } from '../sql/recorder.js';

// As servers start: AdminJS's bundler takes half a second of each worker.
leaveBundlerOut();

/** Unexpected console output fails the test: what a program prints is part of what it does. */
const methods = ['error', 'warn', 'log'] as const;

beforeEach(() => {
  for (const method of methods) vi.spyOn(console, method).mockImplementation(() => undefined);
});

afterEach(() => {
  for (const method of methods) {
    const calls = vi.mocked(console[method]).mock.calls.map((call) => call.map(String).join(' '));
    vi.mocked(console[method]).mockRestore();
    expect(calls, `console.${method} was called`).toEqual([]);
  }
});

afterAll(writeRecord);
