import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest begin first, so that no worker is left alone with one of them. */
const longest = [
  'admin/access-matrix',
  'admin/bulk-kill',
  'server/run',
  'browser/look',
  'admin/weekly',
  'services/properties',
  'services/reconciliation',
  'services/d1-faults',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return at === -1 ? longest.length : at;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
