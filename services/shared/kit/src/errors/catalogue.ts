/** Every way in which a service says no. The code is stable, the status is what HTTP has for it; docs/errors.md explains each. */
export const PROBLEMS = {
  INVALID_PARAMETER: { status: 400, title: 'A parameter cannot be used' },
  INVALID_BODY: { status: 400, title: 'The request cannot be read' },
  UNAUTHORIZED: { status: 401, title: 'A token is needed' },
  UNKNOWN_WORKLOAD: { status: 404, title: 'There is no such workload' },
  NOT_FOUND: { status: 404, title: 'There is nothing here' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'The method is not allowed here' },
  REQUEST_TIMEOUT: { status: 408, title: 'The request took too long to arrive' },
  CONFLICT: { status: 409, title: 'The state of the resource does not allow this' },
  PAYLOAD_TOO_LARGE: { status: 413, title: 'The body is too large' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'The content type is not supported' },
  HEADERS_TOO_LARGE: { status: 431, title: 'The headers are too large' },
  INTERNAL: { status: 500, title: 'The service failed' },
  UPSTREAM_FAILED: { status: 502, title: 'The upstream failed' },
  OVERLOADED: { status: 503, title: 'There is no room for this request' },
  QUEUE_FULL: { status: 503, title: 'The queue is full' },
  QUEUE_UNAVAILABLE: { status: 503, title: 'The queue cannot be reached' },
  TIMEOUT: { status: 504, title: 'The answer took too long' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** For want of room: with more of it, or fewer requests, they would have been served. Nothing was done for them. */
export const REJECTIONS: ReadonlySet<unknown> = new Set<ProblemCode>(['OVERLOADED', 'QUEUE_FULL']);
