import { vultsecurityOperations } from '../../providers/vultsecurity/operations';
import type { Identifiers } from '../identifiers';
import { documentTypes } from './document-types';
import type { Json } from './sessions';

const scopeFields = ['client_id', 'user_id'];

/** The 27 numbers of a set of weights. */
export const weightNames = without(Object.keys(vultsecurityOperations.updateWeights.request.shape), scopeFields);

/** The 25 flags of a set of requirements. */
export const requirementNames = without(Object.keys(vultsecurityOperations.updateRequirements.request.shape), [
  ...scopeFields,
  'type_e',
  'data_source_e',
]);

interface WeightsVersion {
  readonly id: string;
  readonly weights: Json;
}

/** Weights by account and user. Every change is another version, and old ones can be read by their id for ever. */
export class WeightsRegister {
  private readonly versions = new Map<string, WeightsVersion>();
  private readonly current = new Map<string, WeightsVersion>();

  constructor(private readonly ids: Identifiers) {
    this.replace(Object.fromEntries(weightNames.map((name) => [name, name.endsWith('_weight') ? 1 : 0.6])));
  }

  /** For a scope that never had weights of its own, those of the account. */
  of(scope: Json): WeightsVersion {
    return this.current.get(keyOf(scope, scopeFields)) ?? this.current.get(keyOf({}, scopeFields))!;
  }

  find(id: string): WeightsVersion | undefined {
    return this.versions.get(id);
  }

  /** Says whether anything is different now. */
  replace(fields: Json): boolean {
    const weights = pick(fields, [...scopeFields, ...weightNames]);
    const key = keyOf(fields, scopeFields);
    const before = this.current.get(key);
    const version = { id: this.ids.uuid(), weights };
    this.versions.set(version.id, version);
    this.current.set(key, version);
    return JSON.stringify(before?.weights) !== JSON.stringify(weights);
  }
}

/** Which fields a document must have, by account, user, document type and data source. */
export class RequirementsRegister {
  private readonly sets = new Map<string, Json>();

  constructor() {
    const nothing = Object.fromEntries(requirementNames.map((name) => [name, false]));
    const always = { document_number_required: true, first_name_required: true, last_name_required: true };
    for (const type_e of documentTypes.filter((type) => type !== 'unknown'))
      this.replace({ type_e, data_source_e: 'unknown', ...nothing, ...always, birth_date_required: true });
  }

  list(filter: Json): Json[] {
    const wanted = Object.entries(pick(filter, requirementKey)).filter(([, value]) => value !== null);
    return [...this.sets.values()].filter((set) => wanted.every(([name, value]) => set[name] === value));
  }

  /** Says whether anything is different now. */
  replace(fields: Json): boolean {
    const set = pick(fields, [...requirementKey, ...requirementNames]);
    const key = keyOf(fields, requirementKey);
    const before = this.sets.get(key);
    this.sets.set(key, set);
    return JSON.stringify(before) !== JSON.stringify(set);
  }
}

const requirementKey = [...scopeFields, 'type_e', 'data_source_e'];

function pick(fields: Json, names: readonly string[]): Json {
  return Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
}

function keyOf(fields: Json, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => fields[name] ?? null));
}

function without(names: readonly string[], others: readonly string[]): string[] {
  return names.filter((name) => !others.includes(name));
}
