import type { FieldPath, Step } from './field-path.js';

/** Fields by their owner, as the API server keeps them: https://kubernetes.io/docs/reference/using-api/server-side-apply/ */
export interface ManagedFieldsEntry {
  readonly manager?: string;
  readonly operation?: string;
  readonly apiVersion?: string;
  readonly subresource?: string;
  readonly time?: string;
  readonly fieldsType?: string;
  readonly fieldsV1?: OwnedFields;
}

/** `f:<name>` and `k:<keys of a list's entry>` for what is inside, `.` for the thing itself. */
export interface OwnedFields {
  readonly [step: string]: OwnedFields;
}

/** Who changes fields here. Whoever changes one of them later owns it instead: so what is still owned is as it was left. */
export const OUR_MANAGER = 'fleetlab';

/** Whether a field, or anything inside it, was changed by us last. */
export function isOurs(entries: readonly ManagedFieldsEntry[], path: FieldPath): boolean {
  return entries.filter(isOurEntry).some(({ fieldsV1 }) => ownedAt(fieldsV1, path) !== undefined);
}

/** Whether we own anything at all. */
export function areAnyOurs(entries: readonly ManagedFieldsEntry[]): boolean {
  return entries.some(isOurEntry);
}

/**
 * Owners without us: these fields are given back to who owned them before, and whatever others have come to own since stays
 * theirs.
 */
export function givenBack(
  now: readonly ManagedFieldsEntry[],
  before: readonly ManagedFieldsEntry[],
  paths: readonly FieldPath[],
): ManagedFieldsEntry[] {
  const entries = now.filter((entry) => !isOurEntry(entry));
  for (const entry of before.filter((owner) => !isOurEntry(owner))) {
    const owned = paths.flatMap((path) => branch(entry.fieldsV1, path) ?? []).reduce(union, {});
    if (Object.keys(owned).length === 0) continue;
    const index = entries.findIndex((other) => isSameOwner(entry, other));
    if (index < 0) entries.push({ ...entry, fieldsV1: owned });
    else entries[index] = { ...entries[index], fieldsV1: union(entries[index]!.fieldsV1 ?? {}, owned) };
  }
  return entries;
}

function isOurEntry({ manager, subresource }: ManagedFieldsEntry): boolean {
  return manager === OUR_MANAGER && !subresource;
}

function isSameOwner(one: ManagedFieldsEntry, other: ManagedFieldsEntry): boolean {
  const keys = ['manager', 'operation', 'apiVersion', 'subresource'] as const;
  return keys.every((key) => one[key] === other[key]);
}

function ownedAt(fields: OwnedFields | undefined, path: FieldPath): OwnedFields | undefined {
  return path.reduce<OwnedFields | undefined>((at, step) => at?.[keyOf(step)], fields);
}

/** Only what is at the path, in the place where it is; undefined where there is nothing. */
function branch(fields: OwnedFields | undefined, path: FieldPath): OwnedFields | undefined {
  const owned = ownedAt(fields, path);
  return owned && path.reduceRight<OwnedFields>((inside, step) => ({ [keyOf(step)]: inside }), owned);
}

function union(one: OwnedFields, other: OwnedFields): OwnedFields {
  const both = { ...one };
  for (const [step, inside] of Object.entries(other)) both[step] = union(both[step] ?? {}, inside);
  return both;
}

function keyOf(step: Step): string {
  return typeof step === 'string' ? `f:${step}` : `k:${JSON.stringify(step)}`;
}
