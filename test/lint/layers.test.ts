import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  cruise,
  type IConfiguration,
  type ICruiseOptions,
  type ICruiseResult,
} from 'dependency-cruiser';
import { ESLint } from 'eslint';
import { describe, expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../../src/paths.js';

const circles = JSON.parse(
  fs.readFileSync(path.join(projectRoot, '.dependency-cruiser.json'), 'utf8'),
) as Required<Pick<IConfiguration, 'forbidden' | 'options'>>;

const RULE = 'import-x/no-restricted-paths';

/** Reads the project's configuration once for all files. */
const project = new ESLint({ cwd: projectRoot });

/** Applies the project's own rule to a file, without the rules on types. */
async function lintImport(file: string, imported: string): Promise<string[]> {
  const absolute = path.join(projectRoot, file);
  const config = (await project.calculateConfigForFile(absolute)) as {
    plugins: Record<string, unknown>;
    settings: Record<string, unknown>;
    languageOptions: { parser: unknown };
    rules: Record<string, unknown>;
  };
  const { plugins, settings, languageOptions, rules } = config;
  const alone = new ESLint({
    cwd: projectRoot,
    overrideConfigFile: true,
    overrideConfig: {
      files: ['**/*.ts', '**/*.tsx'],
      plugins: { 'import-x': plugins['import-x'] },
      settings,
      languageOptions: { parser: languageOptions.parser },
      rules: { [RULE]: rules[RULE] },
    } as ESLint.Options['overrideConfig'] & object,
  });
  const [result] = await alone.lintText(`import type { Planted } from '${imported}';\n`, {
    filePath: absolute,
  });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId ?? 'fatal');
}

describe('the direction of imports', () => {
  it.each([
    ['src/domain/planted.ts', '../db/batch.js'],
    ['src/domain/planted.ts', '../locale/texts.js'],
    ['src/messages/planted.ts', '../errors.js'],
    ['src/locale/planted.ts', '../domain/money.js'],
    ['src/db/planted.ts', './engines/d1/d1.js'],
    ['src/db/migrations/planted.ts', '../engines/embedded/embedded.js'],
    ['src/http/request/planted.ts', '../turns.js'],
    ['src/http/guard/planted.ts', '../account/sign-in-page.js'],
    ['src/services/planted.ts', './wagers/wagers.js'],
    ['src/services/wagers/planted.ts', '../transactions/transactions.js'],
    ['src/services/accounts/planted.ts', '../stats/recompute.js'],
    ['src/services/figures/planted.ts', '../../ops/copy.js'],
    ['src/commands/shell/planted.ts', '../user/user.js'],
    ['src/admin/declaration/planted.ts', '../tables/panel-table.js'],
    ['src/admin/rows/planted.ts', '../lists/totals.js'],
    ['src/admin/contract/planted.ts', '../browser/requests/state.js'],
    ['src/admin/browser/ui/planted.ts', '../list/pager.js'],
    ['src/admin/browser/ui/planted.ts', '../../rows/edit.js'],
    ['src/admin/browser/ui/planted.ts', '../../../services/audit.js'],
    ['src/server.ts', '../examples/promotions/resource.js'],
    ['src/services/planted.ts', '../../examples/promotions/promotions.js'],
    ['resources/planted.ts', '../examples/promotions/promotions.js'],
  ])('lint refuses %s importing a type from %s', async (file, imported) => {
    expect(await lintImport(file, imported)).toEqual([RULE]);
  });

  it.each([
    ['src/db/engines/d1/planted.ts', '../../batch.js'],
    ['src/services/wagers/planted.ts', '../audit.js'],
    ['src/admin/rows/planted.ts', '../query/parse-filters.js'],
    ['src/admin/browser/list/planted.ts', '../../contract/list.js'],
    ['src/http/planted.ts', './request/request.js'],
    ['examples/promotions/planted.ts', '../../src/services/audit.js'],
  ])('lint lets %s import from %s', async (file, imported) => {
    expect(await lintImport(file, imported)).toEqual([]);
  });

  it.each(['commands', 'admin', 'admin/browser', 'http', 'services', 'db'])(
    'eslint.layers.js has every folder of src/%s',
    async (root) => {
      const file = path.join(projectRoot, 'src/app.ts');
      const { rules } = (await project.calculateConfigForFile(file)) as {
        rules: Record<string, [number, { zones: { target: string; from: string | string[] }[] }]>;
      };
      const named = rules[RULE]?.[1].zones.flatMap(({ target, from }) => [target, from].flat());
      const isNamed = (folder: string) =>
        named?.some((name) => `${name}/`.startsWith(`./src/${root}/${folder}/`));
      const folders = fs
        .readdirSync(path.join(projectRoot, 'src', root), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name);
      expect(folders.filter((folder) => !isNamed(folder))).toEqual([]);
    },
  );
});

describe('circles of imports', () => {
  async function circlesOf(files: Record<string, string>): Promise<string[]> {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'fire22-circle-')));
    onTestFinished(() => fs.rmSync(folder, { recursive: true }));
    for (const [name, text] of Object.entries(files)) {
      fs.writeFileSync(path.join(folder, name), text);
    }
    const { options, forbidden } = circles;
    const { tsPreCompilationDeps = false } = options;
    const rules: ICruiseOptions = {
      baseDir: folder,
      validate: true,
      tsPreCompilationDeps,
      ruleSet: { forbidden },
    };
    const { output } = await cruise(['.'], rules);
    return (output as ICruiseResult).summary.violations.map(
      ({ rule, from }) => `${rule.name} ${from}`,
    );
  }

  it('lint refuses a circle made of types', async () => {
    const found = await circlesOf({
      'one.ts': "import type { Two } from './two.js';\nexport interface One { two: Two }\n",
      'two.ts': "import { type One } from './one.js';\nexport interface Two { one: One }\n",
    });
    expect(found).toEqual(['no-circle one.ts']);
  });

  it('lint lets types be imported one way', async () => {
    const found = await circlesOf({
      'one.ts': "import type { Two } from './two.js';\nexport interface One { two: Two }\n",
      'two.ts': 'export interface Two { two: 2 }\n',
    });
    expect(found).toEqual([]);
  });

  it('npm run lint searches the whole project', () => {
    const { scripts } = JSON.parse(
      fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'),
    ) as { scripts: Record<string, string> };
    expect(scripts['lint']).toContain(
      'depcruise --config .dependency-cruiser.json src resources scripts test examples',
    );
  });
});
