/**
 * Which part may import which: the one-way street of docs/architecture.md, checked by `npm run deps`. A type-only import carries
 * nothing into a running program and is free, except towards the ends of the street (cli, sandbox, tests).
 */
const { builtinModules } = require('node:module');

/** Everything that runs inside the workflow sandbox: the processes, the vocabulary, and the pure files of the providers. */
const workflowCode = [
  '^workflows/',
  '^src/domain/',
  '^src/providers/(calls|reading)[.]ts$',
  '^src/providers/[^/]+/(calls[.]generated|verdict|reading|refused-items|date)[.]ts$',
];
/** What of a process its callers see: its letters, its knobs, and the pure checks that refuse a bad letter before it is sent. */
const letters =
  '^workflows/[^/]+/(messages|policy|policy-check|documents|applicant-data|circumstances|plan|plan-check)[.]ts$';
/** No file: the bundler puts the workflows of whoever uses the package in its place. */
const usersWorkflows = '^temporal-kyc-user-workflows$';
const shipped = '^(src|workflows|activities|workers)/';
const installed = 'node_modules/';
const builtin = `^(node:)?(${builtinModules.join('|')})$`;

/** `from` may import itself, the vocabulary, and what is listed; from outside the project, anything. */
const mayImport = (name, from, ...to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { pathNot: [from, '^src/domain/', ...to, installed, builtin], dependencyTypesNot: ['type-only'] },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Move the shared part down into a file that both import.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing imports it and it imports nothing: finish it or delete it.',
      severity: 'error',
      from: { orphan: true, path: shipped },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: usersWorkflows },
    },
    {
      name: 'workflow-code-is-pure',
      comment:
        'It runs in the deterministic sandbox, where it is replayed: no Node builtin, no zod, no socket. Effects belong into an activity.',
      severity: 'error',
      from: { path: workflowCode },
      to: {
        pathNot: [...workflowCode, 'node_modules/@temporalio/(workflow|common)/', usersWorkflows],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'domain-knows-nobody',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: ['^src/domain/', 'node_modules/@temporalio/common/'] },
    },
    mayImport('providers', '^src/providers/', '^src/config[.]ts$', '^src/documents/'),
    mayImport('store', '^src/store/', '^src/config[.]ts$', '^src/process-alive[.]ts$'),
    mayImport('documents', '^src/documents/', '^src/config[.]ts$', '^src/store/'),
    mayImport('evidence', '^src/evidence/', '^src/store/'),
    mayImport('notifications', '^src/notifications/', '^src/config[.]ts$'),
    mayImport(
      'activities',
      '^activities/',
      '^src/(providers|store|documents|evidence|notifications)/',
      '^src/config[.]ts$',
    ),
    mayImport('client', '^src/client/', letters, '^src/(documents|store)/', '^src/(config|plugin-name)[.]ts$'),
    mayImport(
      'webhooks',
      '^src/webhooks/',
      letters,
      '^src/(client|store|notifications)/',
      '^src/providers/',
      '^src/config[.]ts$',
    ),
    mayImport('servers', '^src/servers/', '^src/process-alive[.]ts$'),
    mayImport('doctor', '^src/doctor/', '^src/servers/'),
    {
      name: 'nobody-imports-the-command',
      comment: 'The command wires everything; what two of its parts share belongs beside what it is about.',
      severity: 'error',
      from: { pathNot: '^(src/cli|test)/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'sandbox-stays-out-of-production',
      severity: 'error',
      from: { pathNot: '^(src/sandbox|src/testing|src/cli|test|bench|examples)/' },
      to: { path: '^src/sandbox/' },
    },
    {
      name: 'testing-kit-stays-out-of-production',
      severity: 'error',
      from: { path: shipped, pathNot: '^src/(testing|cli)/' },
      to: { path: '^src/testing/' },
    },
    {
      name: 'shipped-code-imports-no-tests',
      severity: 'error',
      from: { path: shipped },
      to: { path: '^(test|bench|examples|scripts)/' },
    },
    {
      name: 'shipped-code-imports-no-tools',
      comment: 'A dependency for development is not there when the package is installed. The Temporal SDK is a peer.',
      severity: 'error',
      from: { path: shipped },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@temporalio/' },
    },
  ],
  options: {
    doNotFollow: { path: installed },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
