import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../src/errors.js';
import { folderProblem } from '../../../src/ops/backup/problems.js';

const said = (code: string) => {
  const error = folderProblem(Object.assign(new Error(`${code}: no`), { code }), '/copies');
  return error instanceof DomainError ? error.text : `not a refusal: ${error.message}`;
};

describe('an error of the folder of copies', () => {
  it.each([
    ['ENOENT', 'does not exist; mount its disk or create it'],
    ['EROFS', 'the disk of the backup folder /copies is read-only; make it writable'],
    ['EACCES', 'this program may not write to the backup folder /copies; make it writable'],
    ['EPERM', 'this program may not write to the backup folder /copies'],
    ['ENOSPC', 'the disk of the backup folder /copies is full; no copy was made; make room'],
    ['EDQUOT', 'is full; no copy was made'],
    ['ESTALE', 'the disk of the backup folder /copies is away'],
    ['EIO', 'the backup folder /copies failed: EIO: no'],
  ])('%s has its own words and a way out', (code, words) => {
    expect(said(code)).toContain(words);
    expect(said(code)).toContain(';');
  });

  it('comes back as it is when it is none of the file system’s', () => {
    const defect = new TypeError('undefined is not a function');
    expect(folderProblem(defect, '/copies')).toBe(defect);
  });
});
