import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from '../../../scripts/generate';

test.each(Object.entries(generatedFiles()))('%s is what the rows say; run `npm run generate`', (path, text) => {
  expect(readFileSync(join(__dirname, '../../..', path), 'utf8')).toBe(text);
});
