import { brokenBefore } from './broken-before.rule.js';
import { brokenTrials } from './broken.rule.js';
import { aboveCeiling } from './ceiling.rule.js';
import { drift } from './drift.rule.js';
import { droppedRequests } from './dropped-requests.rule.js';
import type { Rule } from './evidence.js';
import { failedRequests } from './failed-requests.rule.js';
import { fewTrials } from './few-trials.rule.js';
import { generatorBehind } from './generator-behind.rule.js';
import { generatorBusy } from './generator-busy.rule.js';
import { generatorLate } from './generator-late.rule.js';
import { generatorUnseen } from './generator-unseen.rule.js';
import { littlesLawOff } from './littles-law.rule.js';
import { noCompletion } from './no-completion.rule.js';
import { overload } from './overload.rule.js';
import { throttled } from './throttled.rule.js';
import { wideInterval } from './wide-interval.rule.js';
import { wrongAnswers } from './wrong-answers.rule.js';

/** Whether the work was done at all. */
export const answerRules: readonly Rule[] = [brokenTrials, noCompletion, wrongAnswers, failedRequests];

/** Whether the load was put on as ordered. */
export const generatorRules: readonly Rule[] = [
  droppedRequests,
  generatorBehind,
  generatorLate,
  generatorBusy,
  generatorUnseen,
];

/** Whether the load was put on as its steps say. What a step makes of a service, failures and all, is its result. */
export const stepRules: readonly Rule[] = [brokenTrials, noCompletion, wrongAnswers, ...generatorRules, brokenBefore];

/** Whether a rate can be told from it. A burst has no rate. */
export const rateRules: readonly Rule[] = [
  ...generatorRules,
  littlesLawOff,
  aboveCeiling,
  overload,
  throttled,
  fewTrials,
  wideInterval,
  drift,
];
