import { createAws } from "../../account/aws";
import type { AwsRequest } from "../../protocols/aws-request";
import { createEndpoint } from "../../account/endpoint";
import { createVirtualClock } from "../virtual-clock";

const REQUEST: AwsRequest = {
  service: "monitoring",
  region: "eu-central-1",
  method: "POST",
  path: "/",
  query: new URLSearchParams(),
  headers: {},
  body: "Action=DescribeAlarms",
};

describe("the AWS endpoint", () => {
  const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
  const log: string[] = [];
  const callEndpoint = createEndpoint({ log: (line) => log.push(line) });
  const call = (more: Partial<AwsRequest>) => callEndpoint(aws, { ...REQUEST, ...more });
  const regions = () => aws.regions().map(({ name }) => name);

  it.each(["zz-zz-9", "us-east-10", "us-anything-1", "us-east-1-x", "__proto__"])(
    "rejects a call that is signed for %s, and makes no such region",
    async (region) => {
      expect(await call({ region })).toMatchObject({
        status: 403,
        body: expect.stringContaining(
          "<Code>SignatureDoesNotMatch</Code><Message>Credential should be scoped to a valid region. </Message>",
        ),
      });
      expect(log.at(-1)).toBe(
        `AWS endpoint: the call is signed for no region of AWS, got '${region}'; set AWS_REGION to one such as us-east-1`,
      );
      expect(regions()).toEqual([]);
    },
  );

  it("reads a plus sign in a form as a space, and an escaped one as itself", async () => {
    const body = "Action=A+b%2Bc+&Version=1++";
    expect(await call({ body })).toMatchObject({ unknown: "A b+c " });
    expect(log.at(-1)).toBe("AWS endpoint: monitoring: the action is not emulated, got 'A b+c '");
  });

  it.each(["eu-central-1", "us-gov-west-1", "ap-southeast-2", "us-iso-east-1", "mx-central-1", "eusc-de-east-1"])(
    "answers a call that is signed for %s",
    async (region) => {
      expect((await call({ region })).status).toBe(200);
      expect(regions()).toContain(region);
    },
  );

  it("answers what reads by GET too, and rejects by GET what changes resources", async () => {
    const get = (query: string) => call({ method: "GET", query: new URLSearchParams(query), body: "" });
    expect((await get("Action=DescribeAlarms")).status).toBe(200);
    const body = "DashboardName=a&DashboardBody=%7B%22widgets%22%3A%5B%5D%7D&Action=PutDashboard";
    expect((await call({ body })).status).toBe(200);
    const deletion = "Action=DeleteDashboards&DashboardNames.member.1=a";
    expect(await get(deletion)).toMatchObject({ status: 400, unknown: "DeleteDashboards by GET" });
    expect(aws.dashboards.list("")).toHaveLength(1);
    expect((await call({ body: deletion })).status).toBe(200);
    expect(aws.dashboards.list("")).toEqual([]);
  });

  describe("asked in JSON", () => {
    const headers = { "x-amz-target": "DynamoDB_20120810.PutItem", "content-type": "application/x-amz-json-1.0" };
    const ask = (body: string, more: Partial<AwsRequest> = {}) => call({ service: "dynamodb", headers, body, ...more });
    const lists = (count: number) => `{"TableName":"a","Item":{"a":{"L":[${"[],".repeat(count)}1]}}}`;
    const nested = (depth: number) => `{"TableName":"a","Item":${'{"M":'.repeat(depth)}1${"}".repeat(depth)}}`;

    it.each([
      ["more values than services take", lists(30_000), 413, "RequestEntityTooLarge", "Request has over 50000 values"],
      ["values that nest deep", nested(1_000), 400, "SerializationException", "Request nests deeper than 1000 levels"],
    ])("rejects %s, unread", async (_, body, status, code, message) => {
      expect(await ask(body)).toMatchObject({ status, body: JSON.stringify({ __type: code, message }) });
      expect(log.at(-1)).toBe(`AWS endpoint: dynamodb: ${message}; send less`);
    });

    it.each([
      ["values within the limit", lists(24_000)],
      ["nested values within the limit", nested(990)],
      [
        "texts of what would be values",
        JSON.stringify({ TableName: "a", Item: { a: { S: '",[{\\'.repeat(50_000) } } }),
      ],
      [
        "members that no action has",
        `{${Array.from({ length: 45_000 }, (_, at) => `"m${at}":1,`).join("")}"TableName":"a"}`,
      ],
    ])("reads %s", async (_, body) => {
      const answer = await ask(body);
      expect(answer.status).toBe(400);
      expect(answer.body).not.toMatch(/Request (has|nests)/);
    });

    it("does not look into a function's event", async () => {
      const path = "/2015-03-31/functions/greet/invocations";
      const answer = await ask(lists(30_000), { service: "lambda", path, headers: {} });
      expect(answer).toMatchObject({ status: 404, body: expect.stringContaining("Function not found") });
    });
  });
});
