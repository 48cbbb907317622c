import { isMap, isScalar, parseDocument } from 'yaml';

/**
 * A Markdown table of values.yaml: a row for each key whose comment begins with `# --`, in the order of the file.
 * A key below one that has such a comment belongs to it, unless it has one too.
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
    const own = description === undefined ? [] : [[`\`${keys.join('.')}\``, `\`${defaultOf(value)}\``, description]];
    return [...own, ...(isMap(value) ? rowsOf(value, keys) : [])];
  });
}

/** What follows `--` in the last paragraph of the comment. */
function describe(comment = '') {
  const [, text] = /(?:^|\n) -- ([^]*)$/.exec(comment) ?? [];
  return text?.replaceAll(/\n\s*/g, ' ').replaceAll('|', '\\|').trim();
}

function defaultOf(value) {
  return JSON.stringify(isScalar(value) ? value.value : value.toJSON()).replaceAll('|', '\\|');
}
