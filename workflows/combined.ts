/* The bundle's entry when a user has workflows of their own: webpack puts the user's module in the place of the alias. */
import * as ours from './index';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- an alias that only webpack knows has no types to import.
const theirs = require('temporal-kyc-user-workflows') as Record<string, unknown>;

for (const name of Object.keys(ours)) {
  if (name in theirs && theirs[name] !== ours[name as keyof typeof ours]) {
    throw new TypeError(`Workflow '${name}' is also one of temporal-kyc. Rename yours.`);
  }
}

module.exports = { ...ours, ...theirs };
