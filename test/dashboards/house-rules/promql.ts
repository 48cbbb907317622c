import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode } from '@lezer/common';

export interface Selector {
  readonly metric: string;
  readonly labels: readonly string[];
}

/** Labels after by, on or group_left, with what they stand over. */
export interface Grouping {
  readonly labels: readonly string[];
  readonly selectors: readonly Selector[];
  /** Labels that label_replace and count_values make. */
  readonly made: readonly string[];
}

export interface ParsedQuery {
  /** What the grammar does not know, as text. */
  readonly errors: readonly string[];
  readonly selectors: readonly Selector[];
  readonly groupings: readonly Grouping[];
  readonly functions: readonly string[];
}

/** @param expr without Grafana's variables */
export function parseQuery(expr: string): ParsedQuery {
  const root = parser.parse(expr).topNode;
  const text = ({ from, to }: SyntaxNode) => expr.slice(from, to);
  const selectorsIn = (node: SyntaxNode): Selector[] =>
    descendants(node, 'VectorSelector').map((selector) => ({
      metric: children(selector, 'Identifier').map(text)[0] ?? '',
      labels: descendants(selector, 'LabelName').map(text),
    }));
  return {
    errors: nodes(root)
      .filter(({ type }) => type.isError)
      .map((error) => expr.slice(Math.max(0, error.from - 20), error.to + 20)),
    selectors: selectorsIn(root),
    groupings: descendants(root, 'GroupingLabels').map((grouping) => {
      const over = grouping.parent!.parent!;
      return {
        labels: children(grouping, 'LabelName').map(text),
        selectors: selectorsIn(over),
        made: [...madeBy(over, 'CountValues', 0, text), ...madeBy(over, 'LabelReplace', 0, text)],
      };
    }),
    functions: descendants(root, 'FunctionIdentifier').map(text),
  };
}

/** The string arguments at this place of every such function under the node. */
function madeBy(under: SyntaxNode, name: string, index: number, text: (node: SyntaxNode) => string): string[] {
  return descendants(under, name).flatMap((operator) => {
    const strings = children(operator.parent!.parent!.getChild('FunctionCallBody')!, 'StringLiteral').map(text);
    return strings.slice(index, index + 1).map((literal) => literal.slice(1, -1));
  });
}

function children(node: SyntaxNode, name: string): SyntaxNode[] {
  return node.getChildren(name);
}

function descendants(node: SyntaxNode, name: string): SyntaxNode[] {
  return nodes(node).filter((each) => each.name === name);
}

function nodes(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [node];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(...nodes(child));
  return found;
}
