import { readOwn } from "@sfn-websocket/languages/json";
import { suggestName } from "@sfn-websocket/languages/nearest-name";

/** A figure of a report that a script may hold to a bound. */
export interface Metric {
  /** What its values are; a bound may be written in another unit of the same kind. */
  readonly unit: "ms" | "s" | "%" | "";
  readonly meaning: string;
}

/** `p99>500ms`: what must not be. */
export interface Threshold {
  /** As it was written. */
  readonly text: string;
  readonly metric: string;
  readonly comparison: ">" | "<";
  /** In the metric's unit. */
  readonly bound: number;
}

const FORM = /^([\w-]+)([<>])(\d+(?:\.\d+)?)(ms|s|%|)$/;
const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1_000 };

/**
 * Reads a bound of `--fail-if`.
 *
 * @throws Error where it is not one, or names a figure that there is not.
 */
export function readThreshold(text: string, metrics: Readonly<Record<string, Metric>>): Threshold {
  const [, name = "", comparison, value, unit = ""] = FORM.exec(text.replaceAll(" ", "")) ?? [];
  if (comparison === undefined)
    throw new Error(
      `--fail-if: not a figure with a bound, got '${text}'; write for example '${describeExample(metrics)}'`,
    );
  const metric = readOwn(metrics, name);
  if (!metric)
    throw new Error(
      `--fail-if: no such figure, got '${name}'; ${suggestName(name, Object.keys(metrics), `there are ${Object.keys(metrics).join(", ")}`)}`,
    );
  return {
    text,
    metric: name,
    comparison: comparison as "<" | ">",
    bound: convert(Number(value), { unit, metric, name }),
  };
}

function convert(value: number, { unit, metric, name }: { unit: string; metric: Metric; name: string }): number {
  if (unit === "" || unit === metric.unit) return value;
  const [from, to] = [MILLISECONDS[unit], MILLISECONDS[metric.unit]];
  if (from !== undefined && to !== undefined) return (value * from) / to;
  const own = metric.unit === "" ? "without a unit" : `in ${metric.unit}`;
  throw new Error(`--fail-if: '${name}' is not told in ${unit}; write the bound ${own}`);
}

function describeExample(metrics: Readonly<Record<string, Metric>>): string {
  const [name = "", metric] = Object.entries(metrics)[0] ?? [];
  return `${name}>500${metric?.unit ?? ""}`;
}

/** What of the bounds is not kept, a line each; a figure that there is not, as after no answer at all, keeps none; one that is
 * endless is of what never came about. */
export function listExceeded(
  thresholds: readonly Threshold[],
  figures: Readonly<Record<string, number | undefined>>,
): readonly string[] {
  return thresholds.flatMap(({ text, metric, comparison, bound }) => {
    const figure = figures[metric];
    if (figure === undefined) return [`${text}: there is no such figure in this run`];
    const isExceeded = comparison === ">" ? figure > bound : figure < bound;
    const found = Number.isFinite(figure) ? `it is ${Number(figure.toPrecision(4))}` : "it never came about";
    return isExceeded ? [`${text}: ${found}`] : [];
  });
}
