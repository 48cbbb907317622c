/** The path and query of a request target, which a client may also send as a whole URL (RFC 9112, 3.2.2). */
export function pathOf(target: string): string {
  if (target.startsWith('/') || !URL.canParse(target)) return target;
  const { pathname, search } = new URL(target);
  return `${pathname}${search}`;
}

/** The first segment: `threaded` of `/threaded/sleep?ms=100`. */
export function modelOf(path: string): string {
  return /^\/([^/?#]*)/.exec(path)?.[1] ?? '';
}
