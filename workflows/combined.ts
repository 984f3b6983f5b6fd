/* The bundle's entry when a user has workflows of their own: webpack puts the user's module in the place of the alias. */

/* eslint-disable no-restricted-globals, @typescript-eslint/no-require-imports --
   With an `import` webpack, where it bundles this very file, takes it for an ES module and refuses `module.exports`; and only that can
   hand on names that nobody but the user knows. */
{
  const ours = require('./index') as Record<string, unknown>;
  const theirs = require('temporal-kyc-user-workflows') as Record<string, unknown>;

  for (const name of Object.keys(ours)) {
    if (name in theirs && theirs[name] !== ours[name]) {
      throw new TypeError(`Workflow '${name}' is also one of temporal-kyc. Rename yours.`);
    }
  }

  module.exports = { ...ours, ...theirs };
}
