import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { toDatabaseError } from '../../src/db/errors.js';
import { ruleMessage } from '../../src/db/rule-messages.js';
import { render } from '../../src/messages/render.js';
import { migrationsFolder } from '../../src/paths.js';

/** Texts that the triggers of all migrations raise as rules. */
const raised = new Set(
  fs
    .readdirSync(migrationsFolder)
    .filter((file) => file.endsWith('.sql'))
    .flatMap((file) => {
      const sql = fs.readFileSync(path.join(migrationsFolder, file), 'utf8');
      return [...sql.matchAll(/RAISE\s*\(ABORT, '(rule: (?:[^']|'')+)'\)/g)];
    })
    .map(([, text = '']) => text.replaceAll("''", "'")),
);

describe('a rule of the database', () => {
  it.each([...raised])('has a message in both languages: %s', (text) => {
    const { said } = toDatabaseError(`D1_ERROR: ${text}: SQLITE_CONSTRAINT`);
    expect(said.key).not.toBe('verbatim');
    expect(render(said, 'es')).not.toBe(render(said, 'en'));
  });

  it('is shown as the trigger of an added table words it', () => {
    expect(render(ruleMessage('rows stay'), 'es')).toBe('rows stay');
    expect(render(ruleMessage('constructor'), 'en')).toBe('constructor');
  });
});

it('keeps the engine’s own text of any other error for the log', () => {
  const error = toDatabaseError('no such table: salaries');
  expect(error.text).toBe('the database could not do this');
  expect(error.cause).toMatchObject({ message: 'no such table: salaries' });
});
