import { QueueUnavailableError } from '../driver.js';

/** What Redis answers when it cannot do now what it could do later; see the first word of its error replies. */
const REFUSALS =
  /^(OOM|MISCONF|LOADING|READONLY|MASTERDOWN|NOREPLICAS|BUSY|NOAUTH|WRONGPASS|NOPERM|CLUSTERDOWN|TRYAGAIN)\b/;

/** What ioredis says of a command that did not reach Redis, or whose answer did not come back. */
const DISCONNECTED =
  /^(Connection is closed|Stream isn't writeable|Reached the max retries|Command aborted|Socket timeout)/;

/** @returns a QueueUnavailableError where Redis may serve again soon, and the error itself where it is a defect of ours */
export function toQueueError(error: unknown): unknown {
  const { message, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== undefined || DISCONNECTED.test(message)) {
    return new QueueUnavailableError('The queue cannot reach its Redis now.', { cause: error });
  }
  if (REFUSALS.test(message))
    return new QueueUnavailableError(`The queue's Redis refuses: ${message}`, { cause: error });
  return error;
}
