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
  globalSetup: '<rootDir>/test/support/prepare-flows.ts',
  globalTeardown: '<rootDir>/test/support/clean-up-flows.ts',
};

module.exports = {
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/test/reporter.js'],
  projects: [suite('unit'), suite('flows', flows), suite('system', servers), suite('replay')],
};
