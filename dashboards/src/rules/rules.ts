import { processAlerts } from './alerts/process.alerts.js';
import { queueAlerts } from './alerts/queue.alerts.js';
import { requestAlerts } from './alerts/request.alerts.js';
import { recordingRules } from './recording.js';

const alertGroups = [requestAlerts, processAlerts, queueAlerts];
export const alerts = alertGroups.flatMap(({ rules }) => rules);
export const recordings = recordingRules.rules;

/** By the name of the generated file. */
export const ruleFiles = { recording: { groups: [recordingRules] }, alerts: { groups: alertGroups } };
