import { synthesizeOptions, workflow } from "./synthesize-options";
import { listResources } from "./synthesize-stack";

/** Datapoints of a metric, a minute each; null is a minute without one. */
type Series = readonly (number | null)[];
type Metrics = Readonly<Record<string, Series>>;

interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly metric?: { readonly metric_name: string; readonly stat: string };
  readonly return_data?: boolean;
}

const alarms = listResources(
  synthesizeOptions({
    alarms: true,
    routes: { $default: { workflow, timeoutMilliseconds: 10_000 }, later: { workflow, execution: "async" } },
  }),
  "aws_cloudwatch_metric_alarm",
);

/** As CloudWatch computes an expression at one minute: what is missing makes the whole missing, and so does x/0. */
function compute(expression: string, values: ReadonlyMap<string, number>): number {
  const fill = (value: number, otherwise: number) => (Number.isNaN(value) ? otherwise : value);
  const choose = (condition: boolean, yes: number, no: number) => (condition ? yes : no);
  const text = `return ${expression}`;
  const run = new Function("FILL", "IF", ...values.keys(), text) as (...given: unknown[]) => number;
  const value = run(fill, choose, ...values.values());
  return Number.isFinite(value) ? value : NaN;
}

/** The datapoints of an alarm's five minutes, those of a metric by its name; with `stat` where it is no sum. */
function evaluate(alarm: Readonly<Record<string, unknown>>, metrics: Metrics): readonly number[] {
  const at = (name: string, minute: number) => metrics[name]?.[minute] ?? NaN;
  const queries = alarm.metric_query as readonly Query[] | undefined;
  return [0, 1, 2, 3, 4].map((minute) => {
    if (queries === undefined) return at(String(alarm.metric_name), minute);
    const values = new Map<string, number>();
    for (const { id, metric } of queries) {
      const name = metric?.stat === "SampleCount" ? `${metric.metric_name}:SampleCount` : metric?.metric_name;
      if (name !== undefined) values.set(id, at(name, minute));
    }
    for (const { id, expression } of queries) if (expression) values.set(id, compute(expression, values));
    return values.get(queries.find(({ return_data: isReturned }) => isReturned)?.id ?? "") ?? NaN;
  });
}

/** The names of the alarms that go off: a missing datapoint is a good one. */
function listRinging(metrics: Metrics): readonly string[] {
  return alarms
    .filter((alarm) => {
      expect(alarm).toMatchObject({
        evaluation_periods: 5,
        comparison_operator: "GreaterThanThreshold",
        treat_missing_data: "notBreaching",
      });
      const bad = evaluate(alarm, metrics).filter((value) => value > Number(alarm.threshold));
      return bad.length >= Number(alarm.datapoints_to_alarm);
    })
    .map(({ alarm_name: name }) => String(name).replace(/^.*us-east-1-/, ""))
    .sort();
}

const every = (value: number): Series => [value, value, value, value, value];
const CALLS = "IntegrationLatency:SampleCount";

it.each<readonly [what: string, metrics: Metrics, ringing: readonly string[]]>([
  ["nothing happens", {}, []],
  ["all is well", { MessageCount: every(2000), [CALLS]: every(1000), ExecutionTime: every(300) }, []],
  [
    "of a thousand messages, which are two thousand in both directions, sixty fail",
    { MessageCount: every(2000), [CALLS]: every(1000), IntegrationError: every(60) },
    ["FailingCalls", "IntegrationError"],
  ],
  [
    "of a hundred messages four fail",
    { MessageCount: every(200), [CALLS]: every(100), IntegrationError: every(4) },
    [],
  ],
  [
    "nobody gets in, so that no message comes at all",
    { ConnectCount: every(40), [CALLS]: every(40), IntegrationError: every(40) },
    ["FailingCalls", "IntegrationError"],
  ],
  [
    "nobody gets in, and those who try are few",
    { ConnectCount: every(1), [CALLS]: every(1), IntegrationError: every(1) },
    ["FailingCalls"],
  ],
  ["integrations answer too late, which leaves no latency", { IntegrationError: every(2) }, ["FailingCalls"]],
  ["no integration can be called", { ExecutionError: every(1) }, ["ExecutionError", "FailingCalls"]],
  ["one minute is bad", { [CALLS]: every(10), IntegrationError: [10, null, null, null, null] }, []],
  [
    "three minutes of five are bad, and the others have no datapoint",
    { [CALLS]: [10, null, 10, null, 10], IntegrationError: [10, null, 10, null, 10] },
    ["FailingCalls", "IntegrationError"],
  ],
  ["clients are refused", { ClientError: every(51) }, ["ClientError"]],
  ["a few clients are refused", { ClientError: every(50) }, []],
  [
    "executions fail",
    { ExecutionsFailed: [null, 1, null, null, null] },
    ["default-ExecutionsFailed", "later-ExecutionsFailed"],
  ],
  [
    "executions time out",
    { ExecutionsTimedOut: [null, 1] },
    ["default-ExecutionsTimedOut", "later-ExecutionsTimedOut"],
  ],
  ["state transitions are throttled", { ExecutionThrottled: [3] }, ["later-ExecutionThrottled"]],
  ["executions come near the timeout", { ExecutionTime: [9001, 9001, 9001] }, ["default-ExecutionTime"]],
])("rings where %s", (_, metrics, ringing) => {
  expect(listRinging(metrics)).toEqual(ringing);
});

it("has a case for each alarm that goes off", () => {
  expect(alarms).toHaveLength(10);
});
