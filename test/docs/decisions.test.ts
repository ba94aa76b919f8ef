import { describe, expect, it } from 'vitest';
import { projectFiles, readFile } from './documents.js';

/** Decision records have one form, so that a reader finds the same three facts in each. */

const records = projectFiles.filter((file) => /^docs\/decisions\/[^/]+\.md$/.test(file));

const HEAD =
  /^# (\d+)\. \S.*\n\n- \*\*Status:\*\* (accepted|superseded by \[\d+\]\(\d{4}-[\w-]+\.md\))\n- \*\*Date:\*\* (\d{4}-\d{2}-\d{2})\n- \*\*Would change our mind:\*\* \S.+\n\n/;

describe('decision records', () => {
  it('are numbered from 1 without a gap', () => {
    const numbers = records.map((file) => Number(/\/(\d{4})-[a-z0-9-]+\.md$/.exec(file)?.[1]));
    expect(numbers).toEqual(records.map((_, index) => index + 1));
  });

  it.each(records)('%s begins with its status, date and what would change our mind', (file) => {
    const [, number, , date = ''] = HEAD.exec(readFile(file)) ?? [];
    expect(number, 'the head is not that of the other records').toBe(
      String(Number(/\/(\d{4})-/.exec(file)?.[1])),
    );
    expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
  });
});
