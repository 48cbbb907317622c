import {
  LegendDisplayMode,
  LegendPlacement,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import {
  PanelBuilder,
  SeriesMapping,
  XYSeriesConfigBuilder,
  XYShowMode,
} from '@grafana/grafana-foundation-sdk/xychart';
import { UNITS } from '../config.js';
import { modelColours } from './model-colours.js';
import { described, type PanelContent } from './panel.js';

interface Axes {
  /** The label that becomes the x axis. */
  readonly x: string;
  readonly xTitle: string;
  /** Labels of which each set of values makes a curve of its own. */
  readonly curves: readonly string[];
}

/**
 * One value against another instead of against time. The queries are tables with the same labels, called `measured` and
 * `predicted`; each curve has the points of the one and the dashed line of the other.
 */
export function curve(content: PanelContent, { x, xTitle, curves }: Axes): PanelBuilder {
  const panel = described(new PanelBuilder(), content, 11)
    .min(0)
    .show(XYShowMode.PointsAndLines)
    .lineWidth(2)
    .pointSize({ fixed: 7 })
    .mapping(SeriesMapping.Auto)
    .series([new XYSeriesConfigBuilder().x({ matcher: { id: 'byName', options: x } })])
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .showLegend(true)
        .calcs([]),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Single))
    .overrides(modelColours());
  for (const transformation of transformations(x, curves)) panel.withTransformation(transformation);
  return panel
    .overrideByName(x, [
      { id: 'unit', value: UNITS.number },
      { id: 'custom.axisLabel', value: xTitle },
    ])
    .overrideByRegexp('/predicted$/', [
      { id: 'custom.show', value: XYShowMode.Lines },
      { id: 'custom.lineStyle', value: { fill: 'dash', dash: [6, 6] } },
    ]);
}

/** From a table with a column for each label to a frame for each curve, whose fields are x, measured and predicted. */
function transformations(x: string, curves: readonly string[]) {
  return [
    { id: 'merge', options: {} },
    // Labels are text. Sorted as such, 16 comes before 2.
    { id: 'convertFieldType', options: { fields: {}, conversions: [{ targetField: x, destinationType: 'number' }] } },
    { id: 'sortBy', options: { fields: {}, sort: [{ field: x, desc: false }] } },
    {
      id: 'organize',
      options: { excludeByName: { Time: true }, includeByName: {}, indexByName: { [x]: 0 }, renameByName: {} },
    },
    {
      id: 'partitionByValues',
      options: {
        fields: curves,
        keepFields: false,
        naming: { asLabels: false, append: false, withNames: false, separator2: ' ' },
      },
    },
    // `threaded sleep 20 ms Value #measured` is called `threaded sleep 20 ms measured`.
    { id: 'renameByRegex', options: { regex: '^(?:(.*) )?Value #(.*)$', renamePattern: '$1 $2' } },
  ];
}
