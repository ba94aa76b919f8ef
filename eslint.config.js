import globals from 'globals';
import importX from 'eslint-plugin-import-x';
import jsdoc from 'eslint-plugin-jsdoc';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import tseslint from 'typescript-eslint';
import js from '@eslint/js';
import { zones } from './eslint.layers.js';
import { noSentences } from './eslint.sentences.js';

const restricted = (names, message) => ({
  'no-restricted-imports': ['error', { paths: names.map((name) => ({ name, message })) }],
});

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'coverage/', 'tmp/'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: { projectService: { allowDefaultProject: ['*.js', 'scripts/*.mjs'] } },
    },
    plugins: { 'import-x': importX, jsdoc },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ alwaysTryTypes: true })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones, basePath: import.meta.dirname }],
      'import-x/no-default-export': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-console': 'error',
      // A comment names its thing first: one cannot search for "What is sent".
      'jsdoc/match-description': [
        'error',
        { matchDescription: '^(?!(What|Whether|Of|Where|Who)\\b)[\\s\\S]*', contexts: ['any'] },
      ],
    },
  },
  {
    files: ['src/{services,domain,db,ops,admin}/**'],
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          enableFixer: false,
          require: { ArrowFunctionExpression: true, FunctionExpression: true },
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'resources/**'],
    ignores: [
      'src/messages/**',
      // Texts of the browser's components, which have keys too.
      'src/locale/**',
      // Texts that triggers of applied migrations raise, to find their keys.
      'src/db/rule-messages.ts',
      // The Worker speaks to the back office alone, which logs its words.
      'src/gateway/**',
      // Descriptions and reasons in the demo book are data.
      'src/services/demo-book/**',
      'src/http/pages/style.ts',
    ],
    plugins: { house: { rules: { 'no-sentences': noSentences } } },
    rules: { 'house/no-sentences': 'error' },
  },
  {
    // A suite is one function too; tests are split into files instead.
    files: ['src/**', 'resources/**', 'scripts/**', 'test/helpers/**', 'examples/**'],
    rules: { 'max-lines-per-function': ['error', { max: 70 }] },
  },
  {
    files: ['src/domain/**', 'src/services/**', 'src/ops/**', 'src/db/**', 'src/commands/**'],
    rules: restricted(
      ['express', 'adminjs', '@adminjs/express', 'react', 'express-session'],
      'the core knows no HTTP and no panels',
    ),
  },
  {
    files: ['src/**'],
    ignores: ['src/config.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'only src/config.ts reads the environment' },
      ],
    },
  },
  {
    files: [
      '*.config.ts',
      '*.config.js',
      'src/admin/browser/**/*.tsx',
      'src/gateway/**',
      'test/gateway/worker/**',
      'test/helpers/run/global-setup.ts',
    ],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    files: ['scripts/**', 'test/helpers/run/setup.ts'],
    rules: { 'no-console': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
  { files: ['**/*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
);
