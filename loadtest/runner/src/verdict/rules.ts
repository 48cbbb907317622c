import { aboveCeiling } from './ceiling.rule.js';
import { drift } from './drift.rule.js';
import type { Rule } from './evidence.js';
import { failedRequests } from './failed-requests.rule.js';
import { fewTrials } from './few-trials.rule.js';
import { generatorBehind } from './generator-behind.rule.js';
import { generatorBusy } from './generator-busy.rule.js';
import { generatorLate } from './generator-late.rule.js';
import { littlesLawOff } from './littles-law.rule.js';
import { noCompletion } from './no-completion.rule.js';
import { overload } from './overload.rule.js';
import { throttled } from './throttled.rule.js';
import { wideInterval } from './wide-interval.rule.js';
import { wrongAnswers } from './wrong-answers.rule.js';

/** Whether the work was done at all. */
export const answerRules: readonly Rule[] = [noCompletion, wrongAnswers, failedRequests];

/** Whether a rate can be told from it. A burst has no rate. */
export const rateRules: readonly Rule[] = [
  generatorBehind,
  generatorLate,
  generatorBusy,
  littlesLawOff,
  aboveCeiling,
  overload,
  throttled,
  fewTrials,
  wideInterval,
  drift,
];
