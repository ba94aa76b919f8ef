import fs from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest begin first, so that no worker is left alone with one of them. */
const longest = [
  'admin/access-matrix/access-matrix',
  'admin/bulk/kill',
  'server/run',
  'browser/look',
  'admin/pages/weekly',
  'services/operations/properties',
  'services/reconciliation/reconciliation',
  'services/operations/d1-faults',
];

for (const name of longest) {
  const file = new URL(`../../${name}.test.ts`, import.meta.url);
  if (!fs.existsSync(file))
    throw new Error(`longest-first.ts names test/${name}.test.ts, which is not there`);
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return at === -1 ? longest.length : at;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
