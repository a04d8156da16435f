import { ACTIONS } from "../../cloudwatch/cloudwatch";
import {
  DeleteDashboardsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  PutDashboardCommand,
} from "@aws-sdk/client-cloudwatch";
import { createAws } from "../../account/aws";
import { outcome } from "../api-server";
import { createVirtualClock } from "../virtual-clock";
import { NOW, type OpenApi, openApi } from "./open-api";

const BODY = '{ "widgets": [{ "type": "text", "x": 0, "width": 24, "properties": { "markdown": "é" } }] }';
const ARN = "arn:aws:cloudwatch::123456789012:dashboard/main";

let api: OpenApi;

beforeEach(async () => {
  api = await openApi();
});
afterEach(() => api.close());

const put = (DashboardBody: string, DashboardName = "main") =>
  outcome(api.sdk.send(new PutDashboardCommand({ DashboardName, DashboardBody })));
const list = (DashboardNamePrefix?: string) =>
  outcome(api.sdk.send(new ListDashboardsCommand({ DashboardNamePrefix })));

describe("a dashboard", () => {
  it("is created, read as it came, listed and deleted", async () => {
    expect(await put(BODY)).toEqual({ DashboardValidationMessages: [] });
    const read = await outcome(api.sdk.send(new GetDashboardCommand({ DashboardName: "main" })));
    expect(read).toEqual({ DashboardArn: ARN, DashboardBody: BODY, DashboardName: "main" });
    const entry = {
      DashboardArn: ARN,
      DashboardName: "main",
      LastModified: new Date(NOW),
      Size: Buffer.byteLength(BODY),
    };
    expect(await list()).toEqual({ DashboardEntries: [entry] });
    expect(await list("other")).toEqual({ DashboardEntries: [] });
    expect(await outcome(api.sdk.send(new DeleteDashboardsCommand({ DashboardNames: ["main"] })))).toEqual({});
    expect(await list()).toEqual({ DashboardEntries: [] });
  });

  it("is replaced", async () => {
    await put(BODY);
    api.advance(1_000);
    await put('{"widgets":[]}');
    const entry = { DashboardArn: ARN, DashboardName: "main", LastModified: new Date(NOW + 1_000), Size: 14 };
    expect(await list()).toEqual({ DashboardEntries: [entry] });
  });

  it("is of no region, and is there again after a restart", () => {
    const start = () => createAws({ clock: createVirtualClock(), log: () => undefined });
    const aws = start();
    aws.region("us-east-1").cloudwatch.putDashboard({ DashboardName: "main", DashboardBody: BODY });
    const { store } = aws.region("eu-west-1").cloudwatch;
    const described = { DashboardArn: ARN, DashboardBody: BODY, DashboardName: "main" };
    expect(ACTIONS.GetDashboard?.answer(store, { DashboardName: "main" })).toEqual(described);
    const restarted = start();
    restarted.dashboards.importState(JSON.parse(JSON.stringify(aws.dashboards.exportState())));
    expect(restarted.dashboards.get("main")).toEqual(described);
    restarted.dashboards.importState({});
    expect(restarted.dashboards.list("")).toEqual([]);
  });
});

describe("CloudWatch, asked for a dashboard that it does not take,", () => {
  const findings = (...found: readonly (readonly [string, string])[]) => {
    const list = found.map(([dataPath, message]) => ({ dataPath, message }));
    const errors = JSON.stringify(list, undefined, 2);
    return `The dashboard body is invalid, there are ${found.length} validation errors:\n${errors}`;
  };

  it.each<[string, string, string]>([
    ["no JSON", "{", "The field DashboardBody must be a valid JSON object"],
    ["JSON that is no object", "[]", "The field DashboardBody must be a valid JSON object"],
    ["no widgets", "{}", findings(["/", "Should have required property 'widgets'"])],
    ["widgets that are no list", '{"widgets":{}}', findings(["/widgets", "Should be array"])],
    ["a widget that is none", '{"widgets":[1]}', findings(["/widgets/0", "Should be object"])],
    [
      "a widget without a type, too far to the right",
      '{"widgets":[{"x":24,"properties":{}}]}',
      findings(["/widgets/0", "Should have required property 'type'"], ["/widgets/0/x", "Should be <= 23"]),
    ],
  ])("rejects %s", async (_, body, message) => {
    expect(await put(body)).toEqual(["DashboardInvalidInputError", 400, message]);
    expect(await list()).toEqual({ DashboardEntries: [] });
  });

  it("rejects a name of other characters", async () => {
    const text =
      "The value for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).\n";
    expect(await put(BODY, "a b")).toEqual(["InvalidParameterValueException", 400, text]);
  });

  it("fails for dashboards that are not there, and deletes none then", async () => {
    await put(BODY);
    const read = new GetDashboardCommand({ DashboardName: "none" });
    expect(await outcome(api.sdk.send(read))).toEqual(["ResourceNotFound", 404, "Dashboard none does not exist"]);
    const remove = new DeleteDashboardsCommand({ DashboardNames: ["main", "none"] });
    const missing = ["ResourceNotFound", 404, "The specified dashboard does not exist. [none]"];
    expect(await outcome(api.sdk.send(remove))).toEqual(missing);
    expect(await list()).toMatchObject({ DashboardEntries: [{ DashboardName: "main" }] });
  });
});
