/** Four suites by what they need: unit (no server), flows (time skipping), system (dev server, processes), replay (recorded histories). */
const swc = (parser) => [
  '@swc/jest',
  { jsc: { parser: { syntax: parser }, target: 'es2022' }, module: { type: 'commonjs' }, sourceMaps: 'inline' },
];
const suite = (name, extra = {}) => ({
  displayName: name,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  modulePathIgnorePatterns: ['<rootDir>/lib'],
  // PGlite loads parts of itself by `import()`, which Jest's module loader lacks unless Node.js gets a flag: swc makes it `require()`.
  transform: { '[.]tsx?$': swc('typescript'), '@electric-sql/.+[.]cjs$': swc('ecmascript') },
  transformIgnorePatterns: ['/node_modules/(?!@electric-sql/)'],
  ...extra,
});
const servers = { globalSetup: '<rootDir>/test/support/obtain-servers.ts' };
const flows = {
  // QUARANTINE: on the time-skipping server now and then a workflow task of these is started and never completed, and then time stands
  // still for the rest of the file. Until the cause is found they run on their own: KYC_TEST_QUARANTINE=1 npx jest test/flows/time.test.ts
  testPathIgnorePatterns: process.env.KYC_TEST_QUARANTINE ? [] : ['<rootDir>/test/flows/time.test.ts'],
  globalSetup: '<rootDir>/test/support/prepare-flows.ts',
  globalTeardown: '<rootDir>/test/support/clean-up-flows.ts',
};

module.exports = {
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/test/reporter.js'],
  projects: [suite('unit'), suite('flows', flows), suite('system', servers), suite('replay')],
};
