import {
  GraphDrawStyle,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { modelColours } from './model-colours.js';
import { described, upTo, type PanelContent } from './panel.js';

/** Series that say how much there can be, not how much there is. */
const BOUNDS = '/^slots( |$)| (slots|limit|predicted)$/';

/** Curves over time, from zero; dashed where they are a bound. */
export function timeseries(content: PanelContent): PanelBuilder {
  return described(new PanelBuilder(), content)
    .min(0)
    .lineWidth(2)
    .fillOpacity(5)
    .showPoints(VisibilityMode.Auto)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .showLegend(true)
        .calcs([]),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
    .overrides(modelColours())
    .overrideByRegexp(BOUNDS, [{ id: 'custom.lineStyle', value: { fill: 'dash', dash: [6, 6] } }]);
}

/** The same with a line from which on it is worth a look. */
export function timeseriesWithLimit(content: PanelContent, limit: number): PanelBuilder {
  return timeseries(content)
    .thresholds(upTo(limit))
    .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
}

/** Events: nothing is between two of them. */
export function points(content: PanelContent): PanelBuilder {
  return timeseries(content).drawStyle(GraphDrawStyle.Points).pointSize(7).showPoints(VisibilityMode.Always);
}
