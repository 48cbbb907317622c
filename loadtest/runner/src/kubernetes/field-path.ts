/** A step into an object: to a field by its name, or to the entry of a list that has these keys. */
export type Step = string | Readonly<Record<string, string>>;
/** Where a field is; begins with a name. */
export type FieldPath = readonly Step[];

export interface FieldValue {
  readonly path: FieldPath;
  /** null where the field is not there. */
  readonly value: unknown;
}

/** @returns null where there is nothing */
export function valueAt(object: unknown, path: FieldPath): unknown {
  let at: unknown = object;
  for (const step of path) {
    if (typeof at !== 'object' || at === null) return null;
    at = typeof step === 'string' ? (at as Record<string, unknown>)[step] : entryOf(at as readonly unknown[], step);
  }
  return at ?? null;
}

/** A strategic merge patch that gives these fields their values, or takes them away. */
export function patchOf(fields: readonly FieldValue[]): object {
  const patch: Tree = {};
  for (const { path, value } of fields) place(patch, path, value);
  return patch;
}

/** As in an error of the API server: `spec.template.spec.containers[threaded].env[THREADS]`. */
export function describePath(path: FieldPath): string {
  return path.reduce<string>(
    (text, step) =>
      typeof step === 'string' ? `${text && `${text}.`}${step}` : `${text}[${Object.values(step).join(' ')}]`,
    '',
  );
}

type Tree = Record<string, unknown>;

function place(at: Tree, [name, next, ...rest]: FieldPath, value: unknown): void {
  const key = name as string;
  if (next === undefined) at[key] = value;
  else if (typeof next === 'string') place((at[key] ??= {}) as Tree, [next, ...rest], value);
  else {
    const list = (at[key] ??= []) as Tree[];
    let entry = entryOf(list, next) as Tree | undefined;
    if (!entry) list.push((entry = { ...next }));
    if (rest.length > 0) place(entry, rest, value);
    else Object.assign(entry, value ?? { $patch: 'delete' });
  }
}

function entryOf(list: readonly unknown[], keys: Readonly<Record<string, string>>): unknown {
  return list.find((entry) => Object.entries(keys).every(([key, value]) => (entry as Tree)[key] === value));
}
