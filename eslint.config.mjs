import { builtinModules } from 'node:module';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const typescript = ['**/*.ts'];

/** Code that the Temporal sandbox runs and replays. `npm run deps` guards the same frontier by path, type imports excepted. */
const workflowCode = ['workflows/**/*.ts', 'src/domain/**/*.ts'];

/**
 * `Date`, `Math.random` and `setTimeout` are not on this list: the SDK replaces them in workflow code by deterministic ones.
 * What is listed is missing in the sandbox, or tells different things at a replay.
 */
const absentInWorkflows = [
  ['process', 'Give settings to the workflow as input.'],
  ['Buffer', 'Use Uint8Array, or do it in an activity.'],
  ['console', "Use `log` from '@temporalio/workflow', which is silent during replay."],
  ['crypto', "Use `uuid4` from '@temporalio/workflow', or do it in an activity."],
  ['performance', 'Use Date.now(), which the SDK makes deterministic.'],
  ['fetch', 'Only an activity touches the world.'],
  ['setImmediate', "Use `sleep` from '@temporalio/workflow'."],
  ['require', 'Import at the top of the file.'],
  ['WeakRef', 'Garbage collection differs at a replay.'],
  ['FinalizationRegistry', 'Garbage collection differs at a replay.'],
].map(([name, message]) => ({ name, message }));

const builtins = builtinModules.filter((name) => !name.startsWith('_'));
const impure = ['zod', 'undici', 'kysely', 'pg', 'hono', '@hono/*', '@electric-sql/*', 'fflate', 'commander'];
const otherSides = ['worker', 'client', 'activity', 'testing', 'core-bridge', 'plugin'].map(
  (side) => `@temporalio/${side}`,
);

export default defineConfig(
  { ignores: ['lib/', 'node_modules/', 'coverage/', '**/*.generated.ts'] },
  {
    files: typescript,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Implementing an asynchronous port needs no `await`, and `async` turns a thrown error into a rejection.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: workflowCode,
    rules: {
      'no-restricted-globals': ['error', ...absentInWorkflows],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [...builtins, ...builtins.map((name) => `node:${name}`)].map((name) => ({
            name,
            message: 'Workflow code runs in a sandbox without Node builtins. Do it in an activity.',
          })),
          patterns: [
            {
              group: [...impure, ...otherSides],
              allowTypeImports: true,
              message: 'Not in workflow code: it would be bundled into every workflow. Only its types may be imported.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      // Jest's asymmetric matchers (`expect.any(…)`) are typed `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // An asynchronous request handler of a test server that rejects ends the test run, as it should.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
    },
  },
);
