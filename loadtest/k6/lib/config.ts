import { type Settings, readSettings } from './read-settings.ts';
import { type Setting, duration, headers, integer, optionalInteger, share, text, url, word } from './setting.ts';

/** The one place that reads what `k6 run -e NAME=value` gives. The settings that every script has. */
export const config = readConfig({
  BASE_URL: url('http://127.0.0.1:8080'),
  HOST_HEADER: text(''),
  TOKEN: text(''),
  // Not HEADERS: k6's remote write takes that for its own.
  REQUEST_HEADERS: headers(),
  TIMEOUT: duration('65s'),
  TRACE_SHARE: share(0.01),
  ERROR_RATE: share(0.01),
  SLO_P95_MS: optionalInteger(1, 600_000),
  REPLICAS: word('unknown'),
  WORKERS: word('unknown'),
  THREADS: word('unknown'),
  TRIAL: word('1'),
  EXPERIMENT: word('none'),
  INSTANCES: integer(1, 1, 1000),
  SUMMARY: text(''),
  SAMPLES: optionalInteger(1, 1),
});

/** Settings that only one script has, or only some. */
export function readConfig<S extends Readonly<Record<string, Setting<unknown>>>>(shape: S): Settings<S> {
  return readSettings(shape, __ENV);
}
