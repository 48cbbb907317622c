import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import type { ThresholdsConfigBuilder, ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { described, type PanelContent } from './panel.js';

/** The last value of each series as a big number. */
export function stat(content: PanelContent, thresholds: ThresholdsConfigBuilder): PanelBuilder {
  return described(new PanelBuilder(), content, 4)
    .thresholds(thresholds)
    .colorMode(BigValueColorMode.Value)
    .graphMode(BigValueGraphMode.None)
    .textMode(BigValueTextMode.Auto)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false));
}

/** Numbers that stand for words. */
export function statOfWords(
  content: PanelContent,
  words: ValueMapping,
  thresholds: ThresholdsConfigBuilder,
): PanelBuilder {
  return stat(content, thresholds).mappings([words]).colorMode(BigValueColorMode.Background);
}
