/** What people want to know beside the message, in this order. All else, ports and sizes for instance, is found elsewhere. */
const SHOWN = [
  'reason',
  'leftOut',
  'code',
  'signal',
  'backoffMs',
  'afterMs',
  'graceMs',
  'method',
  'url',
  'status',
  'durationMs',
  'jobId',
  'workload',
  'attempt',
  'traceId',
];

const MAX_VALUE_LENGTH = 300;

/** `(reason: connect ECONNREFUSED 127.0.0.1:4318)`: the fields of a log line that matter; nothing where it has none. */
export function shownFields(fields: Readonly<Record<string, unknown>>): string {
  const shown = SHOWN.flatMap((name) => {
    const value = fields[name];
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    return [`${name}: ${onOneLine(messageOf(String(value)))}`];
  });
  return shown.length === 0 ? '' : ` (${shown.join(', ')})`;
}

/** What the SDK of OpenTelemetry says of an error is that error in JSON, with its stack. */
function messageOf(text: string): string {
  if (!text.startsWith('{')) return text;
  try {
    const { message, code } = JSON.parse(text) as { message?: unknown; code?: unknown };
    return String(message || code || text);
  } catch {
    return text;
  }
}

function onOneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= MAX_VALUE_LENGTH ? line : `${line.slice(0, MAX_VALUE_LENGTH)}…`;
}
