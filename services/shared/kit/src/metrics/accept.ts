const OPEN_METRICS = 'application/openmetrics-text';
const PLAIN = 'text/plain';

/**
 * Whether a scraper would rather have OpenMetrics than the plain text format. One that names neither gets plain text.
 *
 * @param accept the header, for instance `application/openmetrics-text;version=1.0.0;q=0.6,text/plain;q=0.3`
 */
export function prefersOpenMetrics(accept: string): boolean {
  const weights = new Map<string, number>();
  for (const range of accept.split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const q = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    weights.set(type, Math.max(weights.get(type) ?? 0, q));
  }
  const weight = weights.get(OPEN_METRICS) ?? 0;
  return weight > 0 && weight >= (weights.get(PLAIN) ?? 0);
}
