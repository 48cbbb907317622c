import { isMap, isScalar, parseDocument } from 'yaml';

/** Of a default: a table with longer ones cannot be read as text. */
const MOST_CHARACTERS = 50;

/**
 * A Markdown table of values.yaml: a row for each key whose comment begins with `# --`, in the order of the file.
 * A key below one that has such a comment belongs to it, unless it has one too.
 * The marks are those of helm-docs, which is not used because `npm ci` cannot bring it: it is a program in Go.
 */
export function valuesTable(yaml) {
  const rows = rowsOf(parseDocument(yaml).contents, []);
  return ['| key | default | what it is |', '| --- | --- | --- |', ...rows.map((row) => `| ${row.join(' | ')} |`)].join(
    '\n',
  );
}

function rowsOf(map, path) {
  return map.items.flatMap(({ key, value }, index) => {
    // The comment of the first key of a map is the map's own.
    const comment = key.commentBefore ?? (index === 0 ? map.commentBefore : undefined);
    const keys = [...path, key.value];
    const description = describe(comment);
    const own = description === undefined ? [] : [[`\`${keys.join('.')}\``, defaultOf(value), description]];
    return [...own, ...(isMap(value) ? rowsOf(value, keys) : [])];
  });
}

/** What follows `--` in the last paragraph of the comment. */
function describe(comment = '') {
  const [, text] = /(?:^|\n) -- ([^]*)$/.exec(comment) ?? [];
  return text?.replaceAll(/\n\s*/g, ' ').replaceAll('|', '\\|').trim();
}

function defaultOf(value) {
  const text = JSON.stringify(isScalar(value) ? value.value : value.toJSON()).replaceAll('|', '\\|');
  return text.length > MOST_CHARACTERS ? 'in values.yaml' : `\`${text}\``;
}
