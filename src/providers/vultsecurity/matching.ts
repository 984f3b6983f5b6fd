import { needsClientId } from './client-id';
import type { Endpoint } from './openapi';
import { vultsecurityOperations, type VultsecurityOperations } from './operations';
import { vendorTitles } from './titles';

export type OperationName = keyof VultsecurityOperations;

/** Where an operation stands on the vendor's page. */
export interface Heading {
  readonly operation: OperationName;
  readonly section: string;
  readonly title: string;
}

export interface Match extends Heading {
  /** The endpoint, when there is exactly one that may be meant, and it is nobody else's. */
  readonly endpoint?: Endpoint;
  /** All that may be meant. */
  readonly candidates: readonly Endpoint[];
}

type Reading = (endpoint: Endpoint) => boolean;

const headings: readonly Heading[] = Object.values(vultsecurityOperations).map(({ name, group }) => ({
  operation: name,
  section: group,
  title: vendorTitles[name],
}));

/**
 * Finds the operations among the endpoints of an OpenAPI file, by section and title; upper and lower case, spaces, `-` and `_` make no
 * difference. Of several readings the first that finds anything decides.
 */
export function matchOperations(endpoints: readonly Endpoint[]): readonly Match[] {
  const found = headings.map((heading) => {
    const readings = readingsOf(heading).map((reading) => endpoints.filter(reading));
    return { ...heading, candidates: readings.find((some) => some.length > 0) ?? [] };
  });
  return found.map((match) => {
    const [endpoint, ...others] = match.candidates;
    const contested = found.some((other) => other !== match && other.candidates.includes(endpoint!));
    return endpoint && others.length === 0 && !contested ? { ...match, endpoint } : match;
  });
}

function readingsOf(heading: Heading): readonly Reading[] {
  const { operation, section, title } = heading;
  const at = (aSection: string, aTitle: string): Reading => {
    const wanted = [normal(aSection), normal(aTitle)] as const;
    return ({ sections, title: given }) => sections.map(normal).includes(wanted[0]) && normal(given) === wanted[1];
  };
  const titled: Reading = (endpoint) => normal(endpoint.title) === normal(title);
  const onPage = at(section, title);
  const inSameArea: Reading = (endpoint) => titled(endpoint) && segments(endpoint.path).includes(areaOf(section));

  const sameTitle = headings.filter((other) => normal(other.title) === normal(title));
  if (sameTitle.length === 1) return [onPage, titled];
  const sameHeading = sameTitle.filter((other) => other.section === section);
  if (sameHeading.length === 1) return [onPage, inSameArea];

  // Two reads of an IDA session share section and title: the header tells them apart. The one of the SDK looks misfiled, so that a
  // newer file may have it among the other steps of the SDK.
  const sdk = needsClientId(operation);
  const withMark =
    (reading: Reading): Reading =>
    (endpoint) =>
      reading(endpoint) && endpoint.headers.includes('x-client-id') === sdk;
  const moved = sdk ? [at(`${section} SDK`, title), at(`${section} SDK`, `sdk ${title}`)] : [];
  return [withMark(onPage), ...moved, withMark(inSameArea)];
}

function normal(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

/** `idv` of `IDV SDK`. */
function areaOf(section: string): string {
  return normal(section).split(' ')[0] ?? '';
}

function segments(path: string): string[] {
  return path.toLowerCase().split(/[^a-z]+/);
}
