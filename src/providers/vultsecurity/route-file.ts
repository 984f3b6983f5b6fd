import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { refusal } from '../../domain/failures';
import { routesFromOpenApi, type RouteReport } from './routes';

const MOST_BYTES = 16 * 1024 * 1024;

/** What the OpenAPI file at `path` gives. Throws `kyc.config.Invalid`, with what to do, when it cannot be used at all. */
export function readRouteFile(path: string): RouteReport {
  const report = routesFromOpenApi(parsed(path, contentOf(path)));
  if (report === undefined) throw unusable(path, 'is not an OpenAPI 3 document');
  return report;
}

function contentOf(path: string): string {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    throw unusable(path, `cannot be opened (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
  try {
    // Of the opened file, which nobody can exchange between the look and the reading.
    const stat = fstatSync(file);
    if (!stat.isFile()) throw unusable(path, 'is not a file');
    if (stat.size > MOST_BYTES) throw unusable(path, `is larger than ${MOST_BYTES} bytes`);
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

function parsed(path: string, content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    throw unusable(path, 'is not JSON. A YAML file has to be converted first');
  }
}

function unusable(path: string, what: string) {
  return refusal(
    'kyc.config.Invalid',
    `The OpenAPI file ${path} ${what}. Use "Download OpenAPI specification" on https://developer.vultsecurity.com/kyc/ and name the JSON file.`,
  );
}
