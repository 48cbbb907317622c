/** The label `queue` of every family: there is one queue. */
export const QUEUE_NAME = 'jobs';
