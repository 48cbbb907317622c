import { isAlias, isCollection, isMap, isPair, isScalar, type Document, type LineCounter, type Node } from 'yaml';

export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Where a value stands in the file; for one that is missing, where the mapping that lacks it begins.
 *
 * @param key one key of the mapping at the path: where that key itself stands
 */
export function positionOf(
  document: Document,
  lines: LineCounter,
  path: readonly PropertyKey[],
  key?: string,
): Position {
  let node: unknown = document.contents;
  for (const step of path) {
    const next = childAt(resolved(document, node), step);
    if (next === undefined) break;
    node = next;
  }
  const target = key === undefined ? node : (keyNode(resolved(document, node), key) ?? node);
  const { line, col } = lines.linePos((target as Node | null)?.range?.[0] ?? 0);
  return { line, column: col };
}

function resolved(document: Document, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function childAt(node: unknown, step: PropertyKey): unknown {
  return isCollection(node) ? (node.get(step, true) ?? undefined) : undefined;
}

function keyNode(node: unknown, key: string): unknown {
  if (!isMap(node)) return undefined;
  return node.items.find((pair) => isPair(pair) && isScalar(pair.key) && String(pair.key.value) === key)?.key;
}
