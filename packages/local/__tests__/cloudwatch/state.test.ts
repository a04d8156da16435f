import { ACTIONS } from "../../cloudwatch/cloudwatch";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAws } from "../../account/aws";
import { openAwsState } from "../../account/aws-state";
import { createVirtualClock } from "../virtual-clock";

const folder = mkdtempSync(join(tmpdir(), "cloudwatch-"));
afterAll(() => rmSync(folder, { recursive: true }));

const start = () => createAws({ clock: createVirtualClock(), log: () => undefined });
const ALARM = {
  AlarmName: "latency",
  MetricName: "IntegrationLatency",
  Namespace: "AWS/ApiGateway",
  ExtendedStatistic: "p99",
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 500,
  ComparisonOperator: "GreaterThanThreshold",
};

it("finds alarms, their tags and dashboards again after a restart", async () => {
  const aws = start();
  const { cloudwatch } = aws.region("eu-west-1");
  const ResourceARN = cloudwatch.putMetricAlarm({ ...ALARM, Tags: [{ Key: "a", Value: "1" }] });
  cloudwatch.putDashboard({ DashboardName: "main", DashboardBody: '{"widgets":[]}' });
  await openAwsState(folder).save(aws);

  const restarted = start();
  openAwsState(folder).restore(restarted);
  const { store } = restarted.region("eu-west-1").cloudwatch;
  expect(ACTIONS.DescribeAlarms?.answer(store, {})).toEqual(ACTIONS.DescribeAlarms?.answer(cloudwatch.store, {}));
  expect(ACTIONS.DescribeAlarms?.answer(store, {})).toMatchObject({ MetricAlarms: [ALARM] });
  expect(ACTIONS.ListTagsForResource?.answer(store, { ResourceARN })).toEqual({ Tags: [{ Key: "a", Value: "1" }] });
  expect(restarted.dashboards.list("")).toMatchObject([{ DashboardName: "main", Size: 14 }]);
});

it("forgets all where nothing was kept", () => {
  const { cloudwatch } = start().region("eu-west-1");
  cloudwatch.putMetricAlarm(ALARM);
  cloudwatch.importState({});
  expect(cloudwatch.exportState()).toEqual([]);
});
